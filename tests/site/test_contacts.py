"""The file of contacts: whom the public pages name, and what is said of a slip in it."""

from datetime import date

import pytest

from config import ROOT, Settings, SettingsError
from contacts import phone_link

OURS = ROOT / "contacts.toml"


@pytest.fixture
def contacts(tmp_path):
    """Read the settings with our file, changed."""

    def _contacts(old="", new=""):
        file = tmp_path / "contacts.toml"
        text = OURS.read_text(encoding="utf-8")
        assert old in text
        file.write_text(text.replace(old, new), encoding="utf-8")
        return Settings.from_environment({"CONTACTS_FILE": str(file)}).contacts

    return _contacts


def test_the_one_responsible_depends_on_the_day(contacts):
    found = contacts()

    assert found.controller_on(date(2020, 3, 31)).name.startswith("The six NHS clinical commissioning groups")
    assert found.controller_on(date(2020, 4, 1)).name.endswith("Clinical Commissioning Group (CCG)")
    assert found.controller_on(date(2026, 11, 21)).name == Settings.from_environment({}).group.organisation
    assert found.controller_on(date(2016, 1, 1)) is found.controllers[0]


def test_a_change_that_is_known_early_waits_for_its_day(contacts):
    found = contacts(
        "[[controllers]]\n", '[[controllers]]\nname = "The new board"\nsince = 2027-04-01\n[[controllers]]\n'
    )

    assert found.controller_on(date(2027, 3, 31)).name != "The new board"
    assert found.controller_on(date(2027, 4, 1)).name == "The new board"


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2027, 3, 31), None),
        (date(2027, 4, 1), "The new board"),
        (date(2027, 6, 30), "The new board"),
        (date(2027, 7, 1), None),
    ],
)
def test_a_new_controller_is_told_of_until_the_day_that_is_set(contacts, day, name):
    new = '[[controllers]]\nname = "The new board"\nsince = 2027-04-01\nannounced_until = 2027-06-30\n'
    found = contacts("[[controllers]]\n", f"{new}[[controllers]]\n").new_controller_on(day)

    assert (found and found.name) == name


@pytest.mark.parametrize(
    ("number", "link"), [("0115 496 0000", "tel:01154960000"), ("+44 (115) 496-0000", "tel:+441154960000")]
)
def test_a_number_can_be_rung_from_a_phone(number, link):
    assert phone_link(number) == link


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("[data_protection_officer]", "[officer]", "has no data_protection_officer."),
        ('who = "Citizens Advice"', 'what = "Citizens Advice"', "helper has no what."),
        ("[regulator]", "[regulator", "is not TOML"),
        ('basis = "Legal duty"', 'basis = "Duty"', "no lawful basis is called Duty."),
        ("[[purposes]]", "[[aims]]", "has no purposes."),
    ],
)
def test_a_slip_stops_the_start_and_says_where(contacts, old, new, fault):
    with pytest.raises(SettingsError, match=rf"^CONTACTS_FILE: .*contacts\.toml.*{fault}"):
        contacts(old, new)


def test_reasons_in_law_are_confirmed_when_each_that_is_given_has_its_day(contacts):
    confirmed = "\nconfirmed = 2027-01-31"
    for_all = contacts('\nwords = "', f'{confirmed}\nwords = "')
    for_one = contacts('\nwords = "The law', f'{confirmed}\nwords = "The law')

    assert [contacts().all_confirmed, for_one.all_confirmed, for_all.all_confirmed] == [False, False, True]


def test_a_file_that_is_not_there_stops_the_start(tmp_path):
    with pytest.raises(SettingsError, match=r"cannot be read: No such file or directory\.$"):
        Settings.from_environment({"CONTACTS_FILE": str(tmp_path / "nothing.toml")})
