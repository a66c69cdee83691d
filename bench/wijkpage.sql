-- The rows behind the page of one wijk, as one would ask for them by hand. Each question follows the common table `within`:
-- the area and everything that it lies in.

SELECT * FROM within;

SELECT i.*, o.name FROM programmes_intervention i
JOIN stakeholders_organisation o ON o.id = i.lead_id
WHERE i.id IN (SELECT intervention_id FROM reached);

SELECT p.intervention_id, o.* FROM programmes_intervention_partners p
JOIN stakeholders_organisation o ON o.id = p.organisation_id
WHERE p.intervention_id IN (SELECT intervention_id FROM reached);

SELECT r.*, a.code, a.name FROM programmes_reach r
JOIN wijken_area a ON a.id = r.area_id
WHERE r.intervention_id IN (SELECT intervention_id FROM reached);

SELECT * FROM programmes_output WHERE intervention_id IN (SELECT intervention_id FROM reached);

SELECT intervention_id, year, payer_id, spender_id, funding_stream_id, state, sum(amount_cents)
FROM programmes_investment WHERE intervention_id IN (SELECT intervention_id FROM reached)
GROUP BY 1, 2, 3, 4, 5, 6;

SELECT DISTINCT p.* FROM programmes_programme p
JOIN programmes_intervention i ON i.programme_id = p.id
WHERE i.id IN (SELECT intervention_id FROM reached);

SELECT g.*, t.year, t.value FROM programmes_goal g
JOIN programmes_goaltarget t ON t.goal_id = g.id
JOIN within ON within.id = g.area_id;

SELECT o.area_id, o.period, o.value, o.status, i.*, s.name FROM indicators_observation o
JOIN within ON within.id = o.area_id
JOIN indicators_indicator i ON i.id = o.indicator_id
JOIN indicators_source s ON s.id = i.source_id
WHERE NOT i.is_count OR i.slug = 'inwoners'
ORDER BY o.area_id, o.indicator_id, o.period
