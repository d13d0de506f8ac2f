"""`mks dev new-slice` writes a slice that passes every check and works over HTTP."""

import pytest

from tests.arch.checkouts import Checkout, copy_to

PACKAGE = "src/mirai_knowledge/inspection_plans"
TESTS = "tests/inspection_plans"
WIRING = "src/mirai_knowledge/entry/wiring.py"


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Checkout:
    copy = copy_to(tmp_path_factory.mktemp("checkout"))
    made = copy.mks("dev", "new-slice", "inspection_plans", "--title", "点検計画")
    assert made.code == 0, made.output
    return copy


@pytest.mark.parametrize(
    ("tool", "arguments"),
    [
        ("ruff", ("check", PACKAGE, TESTS, WIRING)),
        ("ruff", ("format", "--check", "--diff", PACKAGE, TESTS, WIRING)),
        ("mypy", (PACKAGE, TESTS)),
        ("lint-imports", ("--no-cache",)),
        ("pytest", ("-q", "--confcutdir", "tests/arch", "tests/arch/test_house.py", "tests/arch/test_contracts.py")),
        ("pytest", ("-q", TESTS)),
    ],
)
def test_a_new_slice_passes(checkout: Checkout, tool: str, arguments: tuple[str, ...]) -> None:
    ran = checkout.tool(tool, *arguments)
    assert ran.code == 0, ran.output


def test_a_second_slice_of_that_name_is_refused(checkout: Checkout) -> None:
    refused = checkout.mks("dev", "new-slice", "inspection_plans", "--title", "点検計画")
    assert refused.code == 2
    assert "there is such a package already" in refused.output


@pytest.mark.parametrize("name", ["Inspection", "plan-b", "sheep", "plans2"])
def test_a_name_that_no_module_can_have_is_refused(checkout: Checkout, name: str) -> None:
    refused = checkout.mks("dev", "new-slice", name, "--title", "点検計画")
    assert refused.code == 2
    assert name in refused.output
