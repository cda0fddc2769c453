"""Examples -> weights: a pass over what a segment says, one over what stands around it, and how sure both are.

`shares` and scikit-learn fit the models; everything else (features, neighbourhood, length of a sentence) is the code
that `arrange` runs, so that what is learned is what is used.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Protocol

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from crisisbrief import languages
from crisisbrief.arrange.meaning import surroundings
from crisisbrief.arrange.scores import LEAST_CHANCE, length_scale, neighbourhood, softmax, word_features
from crisisbrief.arrange.signs import Seen, look
from crisisbrief.languages.weights import UNIT
from crisisbrief.learn import shares
from crisisbrief.learn.corpus import Example
from crisisbrief.learn.events import events, folds
from crisisbrief.learn.shares import Design, Linear

Array = Any
INNER_FOLDS = 5
MANY_EVENTS = 500
LEXICAL = ("word:", "stem:", "opening:")


@dataclass(frozen=True, slots=True)
class Settings:
    """What training can be told; the figures for other values are in the model card. `for_events` says what goes with
    how much there is to learn from."""

    strength: float = 0.5
    """Inverse of the regularization of the first pass over words and signs."""
    meaning_strength: float = 0.5
    """The same where the embedding takes part."""
    around_strength: float = 0.1
    rarity: float = 0.5
    """Rare sections count more in the first pass, by this power of how rare they are."""
    around_rarity: float = 0.25
    """The same in the second pass."""
    second_label: float = 0.5
    """Share of a paragraph's second label in training."""
    fewest_events: Mapping[str, int] = field(default_factory=lambda: {"word": 3, "stem": 4, "sign": 2})
    """In reports of how many different events a feature must occur to be learned, by kind."""
    kind_scale: Mapping[str, float] = field(
        default_factory=lambda: {"word": 1.0, "stem": 0.5, "sign": 0.5, "meaning": 3.0, "texts": 4.0}
    )
    """How readily a kind of feature takes weight: its values are multiplied so before fitting."""
    least: float = 0.04
    """A feature that moves no section by so much, in logits, is dropped."""

    @classmethod
    def for_events(cls, words: int, around: int) -> Settings:
        """For so many events whose words teach, and so many from which the second pass learns: with more of them less
        needs holding back, and a word has to occur in more of them."""
        told = cls(around_strength=1.0) if around >= MANY_EVENTS else cls()
        if words < MANY_EVENTS:
            return told
        return replace(told, strength=1.0, fewest_events={"word": 4, "stem": 8, "sign": 2})


@dataclass(frozen=True, slots=True)
class Corpus:
    """Labelled segments of all examples as one matrix of named features."""

    examples: Sequence[Example]
    sections: tuple[str, ...]
    groups: Array
    """Event of each row."""
    example_of: Array
    core: Array
    """Whether a row is one that the core learns from, too."""
    rows_of: tuple[range, ...]
    """Rows of each example, all its segments in order."""
    names: tuple[str, ...]
    values: Any
    """Rows by features, sparse."""
    vectors: Array
    """Rows by dimensions of the embedding, or no columns."""
    texts: Array
    """The embedding of each row, of the rows beside it and of its report."""
    first: Array
    """Index of the label of each row, -1 where nobody labelled it."""
    second: Array
    weight: Array

    @property
    def embed(self) -> bool:
        """Whether the embedding is there."""
        return bool(self.vectors.shape[1])

    @property
    def events(self) -> int:
        """How many events the reports are of that teach words."""
        return len(np.unique(self.groups[self.core]))

    @property
    def settings(self) -> Settings:
        """What goes with how much there is to learn from."""
        return Settings.for_events(self.events, len(np.unique(self.groups)))


@dataclass(frozen=True, slots=True)
class FirstPass:
    """What a segment says by itself: the columns used, their weights, and those of the embedding's dimensions."""

    columns: Array
    bias: Array
    features: Array
    meaning: Array

    def scores(self, data: Corpus, rows: Array) -> Array:
        found = data.values[rows][:, self.columns] @ self.features + self.bias
        return found + data.vectors[rows] @ self.meaning if len(self.meaning) else found


@dataclass(frozen=True, slots=True)
class Model:
    """Fitted coefficients, still as arrays."""

    first: FirstPass
    own: Array
    voices: Mapping[str, tuple[Voice, Array]]
    """Reader `embed`: further first passes that the second one hears, each with what it makes of their chances."""
    around_names: tuple[str, ...]
    around: Array
    sureness: tuple[float, float, float]


class Voice(Protocol):
    """One way to score rows by themselves."""

    def scores(self, data: Corpus, rows: Array) -> Array: ...


@dataclass(frozen=True, slots=True)
class Texts:
    """What the embedding says of a segment, of those beside it and of the whole report, without a word of its own."""

    fitted: Linear

    def scores(self, data: Corpus, rows: Array) -> Array:
        return self.fitted.scores(data.texts[rows])


def corpus(
    examples: Sequence[Example],
    sections: tuple[str, ...],
    *,
    locale: str,
    judged: int,
    core: int,
    vectors: Callable[[Sequence[str]], Array] | None = None,
) -> Corpus:
    """The matrix of `examples`, of which the first `judged` may be tried on and the first `core` teach what words and
    signs say by themselves. Of those in another language than `locale` only the signs are seen, not the words.
    `vectors` embeds texts, for the reader `embed`."""
    index: dict[str, int] = {}
    rows: list[dict[int, float]] = []
    labels: list[tuple[int, int, float]] = []
    owner: list[int] = []
    rows_of: list[range] = []
    for number, example in enumerate(examples):
        start = len(rows)
        totals: Counter[int] = Counter()
        for segment in example.segments:
            totals[segment.paragraph] += len(segment.text)
        for segment, seen in zip(
            example.segments, look(example.segments, example.report, languages.load(example.report.locale)), strict=True
        ):
            rows.append({index.setdefault(name, len(index)): value for name, value in seen_as(seen, example, locale)})
            named = example.label(segment)
            share = len(segment.text) / totals[segment.paragraph]
            labels.append(
                (
                    -1 if named is None else sections.index(named.sections[0]),
                    -1 if named is None else sections.index(named.sections[-1]),
                    0.0 if named is None else example.trust * named.trust * math.sqrt(share),
                )
            )
            owner.append(number)
        rows_of.append(range(start, len(rows)))
    group = events(examples, judged)
    said = [segment.text for example in examples for segment in example.segments]
    meanings = np.zeros((len(rows), 0)) if vectors is None else vectors(said)
    first, second, weight = (np.array(column) for column in zip(*labels, strict=True))
    return Corpus(
        examples=examples,
        sections=sections,
        groups=np.array([group[number] for number in owner]),
        example_of=np.array(owner),
        core=np.array(owner) < core,
        rows_of=tuple(rows_of),
        names=tuple(index),
        values=_matrix(rows, len(index)),
        vectors=meanings,
        texts=np.vstack([surroundings(meanings[own.start : own.stop]).astype(np.float32) for own in rows_of]),
        first=first,
        second=second,
        weight=weight,
    )


def _matrix(rows: Sequence[Mapping[int, float]], width: int) -> Any:
    pointers = np.cumsum([0, *(len(row) for row in rows)])
    columns = np.fromiter((column for row in rows for column in row), dtype=np.int64)
    values = np.fromiter((value for row in rows for value in row.values()), dtype=np.float64)
    return csr_matrix((values, columns, pointers), shape=(len(rows), width))


def features(seen: Seen) -> dict[str, float]:
    """All features of a segment by name, as the first pass weighs them."""
    scale = length_scale(seen)
    found: dict[str, float] = {}
    for word in {word.form: word for word in seen.words}.values():
        for name in word_features(word):
            found[name] = found.get(name, 0.0) + scale
    found |= {sign: 1.0 for sign, _ in seen.signs}
    return found


def seen_as(seen: Seen, example: Example, locale: str) -> Iterator[tuple[str, float]]:
    """The features of a segment that mean the same in the language `locale`."""
    for name, value in features(seen).items():
        if example.report.locale == locale or not name.startswith(LEXICAL):
            yield name, value


def kind_of(feature: str) -> str:
    kind = feature.partition(":")[0]
    return kind if kind in ("word", "stem") else "sign"


def fit(data: Corpus, rows: Array, settings: Settings) -> Model:
    """Both passes and the confidence, learned from the rows where `rows` is true."""
    ways: dict[str, Callable[[Array], Voice]] = {"own": lambda rows: _first_pass(data, rows, settings)}
    if data.embed:
        ways["words"] = lambda rows: _first_pass(data, rows & data.core, settings, words_alone=True)
        ways["texts"] = lambda rows: _texts(data, rows, settings)
    fitted = {name: way(rows) for name, way in ways.items()}
    raw = {name: left_out(data, rows, way) for name, way in ways.items()}
    names, around = neighbourhoods(data, raw["own"], rows)
    second = np.hstack([*map(log_chances, raw.values()), around])
    chances = _left_out_chances(data, rows, second, settings)
    model = _second_pass(second, data, rows, settings)
    count = len(data.sections)
    heard = {name: model.weights[at * count : (at + 1) * count] for at, name in enumerate(ways)}
    around_rows = model.weights[len(ways) * count :]
    around_rows[0] += model.bias
    own = fitted.pop("own")
    assert isinstance(own, FirstPass)
    voices = {name: (voice, heard[name]) for name, voice in fitted.items()}
    return Model(own, heard["own"], voices, names, around_rows, _sureness(data, rows, chances))


def left_out(data: Corpus, rows: Array, way: Callable[[Array], Voice]) -> Array:
    """First-pass scores of the chosen rows, each from a model that did not see its event."""
    raw = np.zeros((len(rows), len(data.sections)))
    for held in inner_folds(data, rows):
        raw[held] = way(rows & ~held).scores(data, held)
    return raw


def inner_folds(data: Corpus, rows: Array) -> Iterator[Array]:
    chosen = sorted({int(number) for number in data.example_of[rows]})
    group = [int(data.groups[data.rows_of[number][0]]) for number in chosen]
    dealt = folds(group, INNER_FOLDS)
    for fold in range(INNER_FOLDS):
        held = [number for number, own in zip(chosen, dealt, strict=True) if own == fold]
        yield rows & np.isin(data.example_of, held)


def _first_pass(data: Corpus, rows: Array, settings: Settings, *, words_alone: bool = False) -> FirstPass:
    rows, embed = rows & (data.first >= 0), data.embed and not words_alone
    columns = _common(data, rows, settings)
    scale = np.array([settings.kind_scale[kind_of(data.names[column])] for column in columns])
    design = data.values[rows][:, columns].multiply(scale[None, :]).tocsr()
    meanings = data.vectors[rows] * settings.kind_scale["meaning"] if embed else np.zeros((design.shape[0], 0))
    model = shares.fit(
        Design.of(meanings, design),
        targets(data, rows, settings),
        data.weight[rows],
        strength=settings.meaning_strength if embed else settings.strength,
        rarity=settings.rarity,
    )
    meaning = model.weights[len(columns) :] * settings.kind_scale["meaning"]
    features = model.weights[: len(columns)] * scale[:, None]
    tells = np.abs(features).max(axis=1) >= settings.least
    return FirstPass(columns[tells], model.bias, features[tells], meaning)


def _texts(data: Corpus, rows: Array, settings: Settings) -> Texts:
    rows, scale = rows & (data.first >= 0), settings.kind_scale["texts"]
    fitted = shares.fit(
        Design.of(data.texts[rows] * np.float32(scale)),
        targets(data, rows, settings),
        data.weight[rows],
        strength=settings.meaning_strength,
        rarity=settings.rarity,
    )
    return Texts(Linear(fitted.weights * scale, fitted.bias))


def _common(data: Corpus, rows: Array, settings: Settings) -> Array:
    """The features that occur in reports of enough different events."""
    seen: dict[int, set[int]] = defaultdict(set)
    chosen = data.values[rows].tocoo()
    for column, event in set(zip(chosen.col.tolist(), data.groups[rows][chosen.row].tolist(), strict=True)):
        seen[column].add(event)
    needed = settings.fewest_events
    return np.array(
        sorted(column for column, found in seen.items() if len(found) >= needed[kind_of(data.names[column])])
    )


def _second_pass(design: Array, data: Corpus, rows: Array, settings: Settings) -> Linear:
    return shares.fit(
        Design.of(design[rows]),
        targets(data, rows, settings),
        data.weight[rows],
        strength=settings.around_strength,
        rarity=settings.around_rarity,
    )


def targets(data: Corpus, rows: Array, settings: Settings) -> Array:
    """What is to be learned: the share of each section in each of the rows."""
    found = np.zeros((int(rows.sum()), len(data.sections)))
    first, second = data.first[rows], data.second[rows]
    labelled = np.flatnonzero(first >= 0)
    np.add.at(found, (labelled, first[labelled]), 1 - settings.second_label)
    np.add.at(found, (labelled, second[labelled]), settings.second_label)
    return found


def neighbourhoods(data: Corpus, raw: Array, rows: Array) -> tuple[tuple[str, ...], Array]:
    """Names and values of what stands around each row, for whole examples."""
    names: dict[str, int] = {"bias": 0}
    cells: list[tuple[int, int, float]] = []
    for number in sorted({int(number) for number in data.example_of[rows]}):
        example, own = data.examples[number], data.rows_of[number]
        chances = [softmax(tuple(row)) for row in raw[own.start : own.stop]]
        for row, around in zip(own, neighbourhood(example.segments, chances, data.sections), strict=True):
            cells += [(row, names.setdefault(name, len(names)), value) for name, value in around]
    values = np.zeros((len(rows), len(names)))
    for row, column, value in cells:
        values[row, column] = value
    return tuple(names), values


def _left_out_chances(data: Corpus, rows: Array, second: Array, settings: Settings) -> Array:
    chances = np.zeros((len(rows), len(data.sections)))
    for held in inner_folds(data, rows):
        model = _second_pass(second, data, rows & ~held, settings)
        chances[held] = model.chances(second[held])
    return chances


def _sureness(data: Corpus, rows: Array, chances: Array) -> tuple[float, float, float]:
    """The curve from the two highest chances to how often either label is right."""
    chosen = np.flatnonzero(rows & (data.first >= 0))
    best = chances[chosen].argmax(axis=1)
    accepted = (best == data.first[chosen]) | (best == data.second[chosen])
    model = LogisticRegression(C=100.0).fit(
        confidence_features(chances[chosen]), accepted, sample_weight=data.weight[chosen]
    )
    return float(model.intercept_[0]), float(model.coef_[0][0]), float(model.coef_[0][1])


def confidence_features(chances: Array) -> Array:
    top = np.sort(chances, axis=1)[:, ::-1][:, :2].clip(1e-4, 1 - 1e-4)
    return np.log(top / (1 - top))


def log_chances(raw: Array) -> Array:
    shifted = raw - raw.max(axis=1, keepdims=True)
    return np.maximum(shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True)), LEAST_CHANCE)


def predict(model: Model, data: Corpus, rows: Array) -> tuple[Array, Array]:
    """Chances of every section and the confidence, for rows that are whole examples."""
    raw = np.zeros((len(rows), len(data.sections)))
    raw[rows] = model.first.scores(data, rows)
    names, around = neighbourhoods(data, raw, rows)
    known = [names.index(name) if name in names else -1 for name in model.around_names]
    values = np.hstack([around, np.zeros((len(rows), 1))])[:, known]
    powers = log_chances(raw) @ model.own + values @ model.around
    for voice, heard in model.voices.values():
        powers[rows] += log_chances(voice.scores(data, rows)) @ heard
    chances = np.exp(powers - powers.max(axis=1, keepdims=True))
    chances /= chances.sum(axis=1, keepdims=True)
    offset, on_first, on_second = model.sureness
    sure = 1 / (1 + np.exp(-(offset + confidence_features(chances) @ np.array([on_first, on_second]))))
    return chances, sure


def as_json(model: Model, data: Corpus) -> dict[str, Any]:
    """The model as weights.json holds it: whole thousandths."""
    return {
        "bias": thousandths(model.first.bias),
        "own": [thousandths(row) for row in model.own],
        "around": dict(sorted(zip(model.around_names, map(thousandths, model.around), strict=True))),
        "sureness": thousandths(model.sureness),
        "also": 330,
        **_meaning(model),
    }


def features_of(model: Model, data: Corpus) -> dict[str, list[int]]:
    """The features as weights.tsv holds them: whole thousandths."""
    rows = zip(model.first.columns, model.first.features, strict=True)
    return {data.names[column]: thousandths(row) for column, row in rows}


def _meaning(model: Model) -> dict[str, Any]:
    """What the reader `embed` has besides. What the words say alone is in the core's own file."""
    texts = next((voice for voice, _ in model.voices.values() if isinstance(voice, Texts)), None)
    if texts is None:
        return {}
    return {
        "meaning": [thousandths(row) for row in model.first.meaning],
        "texts": [thousandths(row) for row in (texts.fitted.bias, *texts.fitted.weights)],
        "voices": {name: [thousandths(row) for row in heard] for name, (_, heard) in sorted(model.voices.items())},
    }


def thousandths(row: Any) -> list[int]:
    return [round(float(value) * UNIT) for value in row]
