"""The course of training: every model from its examples, each later one on what earlier ones make of the text."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from pipelines.extraction.learned import names, speech
from pipelines.extraction.learned.tagging import Tagger, train
from pipelines.extraction.notebook import Notebook
from pipelines.extraction.passage import read_passage
from pipelines.extraction.rules import Namer
from pipelines.training import examples
from pipelines.training.examples import Example, Labels
from pipelines.training.lesson import Lesson, Line, lessons

FOLDS = 4  # an earlier model labels each document without having seen it, as it will with new ones
SETTINGS: Mapping[str, Mapping[str, float | int]] = {
    "names": {"c1": 0.1, "c2": 0.02, "max_iterations": 80, "feature.minfreq": 2},
    "speech": {"c1": 0.1, "c2": 0.05, "max_iterations": 100, "feature.minfreq": 2},
    "quotes": {"c1": 0.1, "c2": 0.02, "max_iterations": 100, "feature.minfreq": 2},
    "stances": {"c1": 0.05, "c2": 0.05, "max_iterations": 200, "feature.minfreq": 1},
    "voices": {"c1": 0.1, "c2": 0.1, "max_iterations": 150, "feature.minfreq": 2},
}
Report = Callable[[str], None]


def run(lines: Sequence[Line], folder: Path, report: Report) -> None:
    """Train all models from annotated documents and write them into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    report("names")
    _train("names", examples.together(examples.of_names(line) for line in lines), folder)
    known = _lessons(lines, report)
    report("speech")
    _train("speech", examples.together(examples.of_speech(one) for one in known), folder)
    heard = _heard(known)
    report("quotes")
    _train("quotes", examples.together(examples.of_quotes(one, heard) for one in known), folder)
    report("stances")
    _train("stances", examples.together(examples.of_stances(one) for one in known), folder)
    report("voices")
    _train("voices", examples.together(examples.of_voices(one, heard) for one in known), folder)


def _train(name: str, shown: Iterator[Example], folder: Path) -> None:
    train(shown, folder / f"{name}.crf", SETTINGS[name])


def _folds(size: int) -> Iterator[tuple[list[int], list[int]]]:
    """The places to learn from and those to be labelled, for each fold."""
    for fold in range(FOLDS):
        yield [i for i in range(size) if i % FOLDS != fold], [i for i in range(size) if i % FOLDS == fold]


def _lessons(lines: Sequence[Line], report: Report) -> list[Lesson]:
    """The lessons, each read with names from a model that has not seen it."""
    found: dict[int, Lesson] = {}
    with TemporaryDirectory() as place:
        for number, (learned, other) in enumerate(_folds(len(lines))):
            report(f"reading the corpus, part {number + 1} of {FOLDS}")
            path = Path(place) / f"{number}.crf"
            train(examples.together(examples.of_names(lines[i]) for i in learned), path, SETTINGS["names"])
            read = lessons((lines[i] for i in other), namer(Tagger(path)))
            found |= dict(zip(other, read, strict=True))
    return [found[i] for i in range(len(lines))]


def namer(model: Tagger) -> Namer:
    """Notes the names that a model finds."""

    def note(notebook: Notebook) -> None:
        passage = read_passage(notebook.text, notebook.skipped)
        names.note_guesses(notebook, list(names.guesses(passage, model)))

    return note


def _heard(known: Sequence[Lesson]) -> Labels:
    """The labels of speech of every document, by a model that has not seen it."""
    found: dict[str, Sequence[str]] = {}
    with TemporaryDirectory() as place:
        for number, (learned, other) in enumerate(_folds(len(known))):
            path = Path(place) / f"{number}.crf"
            shown = examples.together(examples.of_speech(known[i]) for i in learned)
            train(shown, path, SETTINGS["speech"])
            model = Tagger(path)
            found |= {known[i].line["id"]: speech.labels(known[i].sheet, model) for i in other}
    return found
