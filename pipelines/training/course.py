"""The course of training: every model from its examples, later ones on what earlier ones make of a text."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory

from pipelines.extraction.learned import names, referents, speech, spellings
from pipelines.extraction.learned.occurrences import Trigger, triggers
from pipelines.extraction.learned.ranking import Ranker
from pipelines.extraction.learned.shelf import shelf
from pipelines.extraction.learned.tagging import Tagger, train
from pipelines.extraction.notebook import Notebook
from pipelines.extraction.passage import read_passage
from pipelines.extraction.rules import Namer
from pipelines.training import examples, ranking
from pipelines.training.examples import Example, Labels
from pipelines.training.lesson import Lesson, Line, lessons
from pipelines.training.ranking import Choice
from pipelines.training.recipes import Recipe
from pipelines.training.referents import of_referents

FOLDS = 3  # an earlier model labels each document without having seen it, as it will with new ones
SETTINGS: Mapping[str, Mapping[str, float | int]] = {
    "names": {"c1": 0.1, "c2": 0.02, "max_iterations": 80, "feature.minfreq": 2},
    "speech": {"c1": 0.1, "c2": 0.05, "max_iterations": 100, "feature.minfreq": 2},
    "quotes": {"c1": 0.1, "c2": 0.02, "max_iterations": 100, "feature.minfreq": 2},
    "stances": {"c1": 0.05, "c2": 0.05, "max_iterations": 200, "feature.minfreq": 1},
    "reports": {"c1": 0.1, "c2": 0.02, "max_iterations": 80, "feature.minfreq": 2},
    "genre": {"c1": 0.0, "c2": 1.0, "max_iterations": 100, "feature.minfreq": 3},
    "news": {"c1": 0.1, "c2": 0.02, "max_iterations": 80, "feature.minfreq": 2},
    "triggers": {"c1": 0.1, "c2": 0.02, "max_iterations": 80, "feature.minfreq": 2},
    "realis": {"c1": 0.1, "c2": 0.1, "max_iterations": 100, "feature.minfreq": 2},
    "arguments": {"c1": 0.1, "c2": 0.02, "max_iterations": 80, "feature.minfreq": 2},
}
RANKING: Mapping[str, Mapping[str, float | int]] = {
    "voices": {"turns": 5, "rate": 0.1, "l2": 0.1, "minfreq": 2},
    "referents": {"turns": 6, "rate": 0.1, "l2": 0.01, "minfreq": 2},
}
Report = Callable[[str], None]


def run(lines: Sequence[Line], folder: Path, report: Report) -> None:
    """Train all models from annotated documents and write them into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    report("names, referents")
    _train("names", examples.together(examples.of_names(line) for line in lines), folder)
    known = _lessons(lines, folder, report)
    report("speech")
    _train("speech", examples.together(examples.of_speech(one) for one in known), folder)
    heard = _heard(known)
    report("quotes")
    _train("quotes", examples.together(examples.of_quotes(one) for one in known), folder)
    report("stances")
    _train("stances", examples.together(examples.of_stances(one) for one in known), folder)
    report("voices")
    choices = (choice for one in known for choice in examples.of_voices(one, heard[one.line["id"]]))
    _rank("voices", choices).write(folder / "voices.json")
    report("events")
    _train_events(known, folder)


def follow(recipe: Recipe, lines: Sequence[Line], news: Sequence[Line], folder: Path, report: Report) -> None:
    """Train the models of a recipe from documents of others; `news` is what reports are told apart from."""
    folder.mkdir(parents=True, exist_ok=True)
    report(f"reading {len(lines)} documents")
    resolve = referents.resolver(shelf().ranker("referents"))
    known = list(lessons(lines, namer(shelf().get("names")), resolve))
    report(f"training {', '.join(recipe.models)}")
    if "triggers" in recipe.models:
        _train_events(known, folder)
    elif "speech" in recipe.models:
        _train("speech", examples.together(examples.of_speech(one) for one in known), folder)
    else:
        _train(recipe.models[0], examples.together(examples.of_marks(one) for one in known), folder)
    if "genre" in recipe.models:
        other = lessons(news, namer(shelf().get("names")), resolve)
        shown = (
            *(examples.of_genre(one, "report") for one in known),
            *(examples.of_genre(one, "news") for one in other),
        )
        _train("genre", examples.together(shown), folder)
    _declare(recipe, folder)


def _declare(recipe: Recipe, folder: Path) -> None:
    """Write down what models are read alone, and under which licence they may be passed on."""
    path = folder / "manifest.json"
    known = json.loads(path.read_text("utf-8")) if path.is_file() else {"alone": [], "licences": {}}
    known["alone"] = sorted({*known["alone"], *recipe.alone})
    known["licences"] |= dict.fromkeys(recipe.models, recipe.licence)
    path.write_text(json.dumps(known, indent=1) + "\n", "utf-8")


def _train_events(known: Sequence[Lesson], folder: Path) -> None:
    """Triggers, realis, and arguments half by annotated triggers and half by those that a model reads."""
    _train("triggers", examples.together(examples.of_triggers(one) for one in known), folder)
    _train("realis", examples.together(examples.of_realis(one) for one in known), folder)
    read = _triggered(known)
    both = (*(examples.of_arguments(one) for one in known), *map(examples.of_arguments, known, read))
    _train("arguments", examples.together(both), folder)
    (folder / "roles.json").write_text(json.dumps(examples.roles(known), indent=1) + "\n", "utf-8")


def _triggered(known: Sequence[Lesson]) -> list[list[list[Trigger]]]:
    """The triggers of every sentence of every document, by a model that has not seen it."""
    found: dict[int, list[list[Trigger]]] = {}
    with TemporaryDirectory() as place:
        for number, (learned, other) in enumerate(_folds([one.line for one in known])):
            path = Path(place) / f"{number}.crf"
            shown = examples.together(examples.of_triggers(known[i]) for i in learned)
            train(shown, path, SETTINGS["triggers"])
            model = Tagger(path)
            for i in other:
                found[i] = triggers(known[i].sheet, known[i].sheet.rows(), model)
    return [found[i] for i in range(len(known))]


def _train(name: str, shown: Iterator[Example], folder: Path) -> None:
    train(shown, folder / f"{name}.crf", SETTINGS[name])


def _folds(lines: Sequence[Line]) -> Iterator[tuple[list[int], list[int]]]:
    """The places to learn from and to be labelled, for each fold; accounts of one incident stay together.

    Else an earlier model would know the names and words of what it labels, as it does not with new texts.
    """
    told = {incident: number for number, incident in enumerate(dict.fromkeys(map(_incident, lines)))}
    apart = len(told) >= FOLDS  # of fewer incidents every document stands for itself
    folds = [(told[_incident(line)] if apart else place) % FOLDS for place, line in enumerate(lines)]
    for fold in range(FOLDS):
        other = [i for i, own in enumerate(folds) if own == fold]
        yield [i for i in range(len(lines)) if i not in other], other


def _incident(line: Line) -> str:
    return str(line.get("incident", line["id"]))


def _lessons(lines: Sequence[Line], folder: Path, report: Report) -> list[Lesson]:
    """The lessons, each read with names and referents from models that have not seen it.

    The model of referents of all documents is written on the way.
    """
    found: dict[int, Lesson] = {}
    with TemporaryDirectory() as place:
        namers: dict[int, Namer] = {}
        for number, (learned, other) in enumerate(_folds(lines)):
            path = Path(place) / f"{number}.crf"
            train(examples.together(examples.of_names(lines[i]) for i in learned), path, SETTINGS["names"])
            namers |= dict.fromkeys(other, namer(Tagger(path)))
        choices = [list(of_referents(line, namers[i])) for i, line in enumerate(lines)]
        _rank("referents", chain.from_iterable(choices)).write(folder / "referents.json")
        for number, (learned, other) in enumerate(_folds(lines)):
            report(f"reading the corpus, part {number + 1} of {FOLDS}")
            resolve = referents.resolver(
                _rank("referents", (c for i in learned for c in choices[i])), varied=False
            )
            read = lessons((lines[i] for i in other), namers[other[0]], resolve)
            found |= dict(zip(other, read, strict=True))
    return [found[i] for i in range(len(lines))]


def _rank(name: str, choices: Iterable[Choice]) -> Ranker:
    return ranking.train(choices, RANKING[name])


def namer(model: Tagger) -> Namer:
    """Notes the names that a model finds."""

    def note(notebook: Notebook) -> None:
        passage = read_passage(notebook.text, notebook.skipped)
        found = spellings.spellings(passage, names.guesses(passage, model))
        spellings.note(notebook, found)
        spellings.note_shortened(notebook, passage, found)

    return note


def _heard(known: Sequence[Lesson]) -> Labels:
    """The labels of speech of every document, by a model that has not seen it."""
    found: dict[str, Sequence[str]] = {}
    with TemporaryDirectory() as place:
        for number, (learned, other) in enumerate(_folds([one.line for one in known])):
            path = Path(place) / f"{number}.crf"
            shown = examples.together(examples.of_speech(known[i]) for i in learned)
            train(shown, path, SETTINGS["speech"])
            model = Tagger(path)
            found |= {known[i].line["id"]: speech.labels(known[i].sheet.rows(), model) for i in other}
    return found
