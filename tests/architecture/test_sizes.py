"""House rules on size. No number is worth a worse sentence: split where the domain splits."""

from statistics import median

from tests.architecture.source import ROOT, files, functions, product_code


def test_no_file_reaches_400_lines() -> None:
    long = {str(path): lines for path in files("*.py") if (lines := len((ROOT / path).read_text().splitlines())) >= 400}
    assert not long


def test_no_function_is_longer_than_40_lines() -> None:
    assert not {name: lines for path in product_code() for name, lines in functions(path) if lines > 40}


def test_nine_in_ten_functions_stay_under_18_lines() -> None:
    lengths = sorted(lines for path in product_code() for _, lines in functions(path))
    assert lengths[len(lengths) * 9 // 10] < 18


def test_templates_are_small() -> None:
    lengths = {str(path): len((ROOT / path).read_text().splitlines()) for path in files("*.html")}
    assert not {path: lines for path, lines in lengths.items() if lines >= 100}
    assert median(lengths.values()) <= 30
