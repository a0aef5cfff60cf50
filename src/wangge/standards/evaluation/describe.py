"""An explanation in Chinese, a line an item, for the page and the bulletin."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from wangge.standards.evaluation.grades import percent
from wangge.standards.evaluation.rates import Rate, Ratio
from wangge.standards.evaluation.schemes import Scheme
from wangge.standards.evaluation.scoring import Explanation, ItemScore, NoScore

_WHY = {NoScore.NOTHING_DUE: "无数据：没有到期案件或没有工作量", NoScore.TOO_THIN: "无数据：有数据的权重不足一半"}


def lines(scheme: Scheme, explanation: Explanation) -> list[str]:
    """For example "结案率：结案率 85.19 %（12418/14577），权重 30，得 25.56 分"."""
    rates = scheme.rate_table()
    found = [_line(item, rates) for item in explanation.items]
    found += [f"{d.name}：{d.number} 起，扣 {d.points} 分" for d in explanation.deductions if d.number]
    return [*found, *_result(explanation)]


def _line(item: ItemScore, rates: Mapping[str, Rate]) -> str:
    basis = [_ratio(rates[code].name, ratio) for code, ratio in item.ratios.items()]
    basis += [item.note] if item.note else []
    if item.points is None:
        return f"{item.name}：{'；'.join(basis)}，无数据，权重 {item.weight} 分摊到其他项"
    spread = "" if item.carried == item.weight else f"（分摊后 {item.carried}）"
    return f"{item.name}：{'；'.join(basis)}，权重 {item.weight}{spread}，得 {item.points} 分"


def _ratio(name: str, ratio: Ratio) -> str:
    value = "—" if ratio.value is None else percent(ratio.value)
    return f"{name} {value}（{ratio.num}/{ratio.den}）"


def _result(explanation: Explanation) -> Iterator[str]:
    if explanation.why is not None:
        yield _WHY[explanation.why]
    elif explanation.marks != explanation.score:
        yield f"得分 {explanation.marks}（满分 {explanation.full}），折合百分制 {explanation.score}"
    else:
        yield f"得分 {explanation.score}"
