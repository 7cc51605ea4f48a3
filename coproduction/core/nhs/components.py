"""The bridge to the library's templates: `render("input", {...})` gives safe HTML."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, MutableMapping
from typing import Any

from jinja2 import ChainableUndefined, ChoiceLoader, DictLoader, Environment, PackageLoader, Undefined
from markupsafe import Markup, escape

COMPONENTS = (
    "button",
    "checkboxes",
    "date-input",
    "file-upload",
    "input",
    "password-input",
    "radios",
    "select",
    "textarea",
)
# The library builds attributes with a macro that costs more than the rest of a field. Ours does the same in Python.
ATTRIBUTES = {"nhsuk/macros/attributes.jinja": "{% set nhsukAttributes = attributes_html %}"}
INDENTATION = re.compile(r"^[ \t]+", re.MULTILINE)
JSON_ESCAPES = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "'": "\\u0027"})


class LightLoader(PackageLoader):
    """The library's templates without their indentation, which nobody reads and every phone would fetch."""

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool] | None]:
        """Return the template with each line from its first letter on."""
        source, file, is_fresh = super().get_source(environment, template)
        return INDENTATION.sub("", source), file, is_fresh


class LibraryEnvironment(Environment):
    """Jinja as the library's templates expect it, with two short cuts: they are nearly all plain dicts."""

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """Return one plain dict; the usual chain of maps is slow to look in."""
        return {**self.globals, **d} if d else self.globals

    def getattr(self, obj: Any, attribute: str) -> Any:
        """Look in a dict first, and only then for a method of the dict."""
        if type(obj) is dict and attribute in obj:
            return obj[attribute]
        return super().getattr(obj, attribute)


def attributes_html(attributes: Any = None) -> Markup:
    """Write HTML attributes from the library's notation: values, or mappings of value, type and optional."""
    if attributes is None or isinstance(attributes, Undefined):
        return Markup("")
    if not isinstance(attributes, Mapping):
        return escape(attributes)
    return Markup("").join(_attribute(str(name), item) for name, item in attributes.items())


def _attribute(name: str, item: Any) -> Markup:
    options = item if isinstance(item, Mapping) else {"value": item}
    value, optional = options.get("value"), options.get("optional") is True
    if isinstance(value, Undefined):
        value = None
    if optional and (value is None or value is False):
        return Markup("")
    if optional and value is True:
        return Markup(" {}").format(name)
    return Markup(' {}="{}"').format(name, _attribute_text(value, as_list=options.get("type") == "array"))


def _attribute_text(value: Any, *, as_list: bool) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if as_list:
        return json.dumps(value).translate(JSON_ESCAPES)
    return escape(value)


def _environment() -> LibraryEnvironment:
    # bandit's B701 does not know that True is stricter than select_autoescape.
    environment = LibraryEnvironment(
        loader=ChoiceLoader([DictLoader(ATTRIBUTES), LightLoader("nhsuk_frontend_jinja")]),
        undefined=ChainableUndefined,
        autoescape=True,
        auto_reload=False,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals["attributes_html"] = attributes_html
    environment.filters["indent"] = lambda html, *_width: html
    return environment


_library = _environment()


def render(component: str, params: dict[str, Any]) -> Markup:
    """Draw one of the library's components, such as "date-input". Text in `params` is escaped, `html` is not."""
    template = _library.get_template(f"nhsuk/components/{component}/template.jinja")
    return Markup(template.render(params=params).strip())  # noqa: S704 - the environment escapes everything


def warm_up() -> None:
    """Compile the templates that fields use, so that the first reader does not wait for it."""
    for component in COMPONENTS:
        render(component, {"name": "warm", "items": [{}], "fieldset": {"legend": {"text": "-"}}, "text": "-"})
