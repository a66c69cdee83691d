"""What people see of effects. Everything is read from what studies stored; nothing is estimated here."""
