"""Names for the generated crowd. Put together by chance, they belong to nobody."""

from __future__ import annotations

from coproduction.members.models import NeedKind


def _each(names: str) -> tuple[str, ...]:
    return tuple(names.split())


FIRST_NAMES = _each(
    "Abdul Ada Adaeze Aisha Alan Alesha Amina Andrew Angela Anita Anjali Ann Anthony Arjun Asha Ayodele Barbara Ben "
    "Bernadette Beverley Bilal Brenda Brian Bridget Carlton Carol Caroline Catherine Cecil Charlotte Chidi Chloe Chris "
    "Claire Clive Colin Comfort Craig Cynthia Daniel Danuta David Dawn Deborah Deepak Delroy Denise Derek Desmond "
    "Diane Donna Dorothy Douglas Edith Edward Eileen Elaine Elif Elizabeth Emeka Emily Eric Esther Eva Farah Farid "
    "Fatima Fiona Florence Frances Frank Gareth Garfield Gemma George Geraldine Gloria Gordon Grace Graham Gurpreet "
    "Hannah Harpreet Harriet Hassan Heather Helen Henry Hilary Hina Howard Hugh Hyacinth Ian Ibrahim Imran Ingrid "
    "Irene Iris Ivy Jacek Jack Jacqueline Jagdeep James Jan Janet Jasmine Jean Jennifer Jeremy Joan Joanne Joe John "
    "Joseph Joyce Judith Julie June Karen Karim Kasia Kate Keith Kelly Kenneth Kevin Khadija Kofi Lakshmi Laura "
    "Lawrence Leanne Leroy Leslie Linda Lisa Lorraine Louise Luca Lucy Lynn Maciej Magdalena Malcolm Manjit Margaret "
    "Maria Marion Marlene Martin Mary Maureen Mehmet Mercy Michael Michelle Miriam Mohammed Moira Monica Mustafa Nadia "
    "Naomi Natalie Neil Nicola Nigel Nikhil Nora Norman Olga Olive Oliver Oluwaseun Omar Oscar Pamela Parveen Patricia "
    "Patrick Paul Pauline Peter Philip Phyllis Pooja Rachel Rahul Raj Raymond Rebecca Reginald Ren Rhys Richard Rita "
    "Robert Robin Roger Ronald Rosa Rosemary Roxanne Roy Rupinder Sabrina Sadia Sally Samantha Samuel Sandra Sanjay "
    "Sarah Sean Sharon Sheila Shirley Simon Sofia Solomon Stacey Stephen Stuart Sunita Susan Sylvia Tahir Tamsin Tariq "
    "Teresa Theo Thomas Tina Tomasz Tracey Trevor Uche Una Usha Valerie Vanessa Vera Victor Vincent Violet Walter "
    "Wanda Wayne Wendy Wesley Wilfred William Winston Xin Yasmin Yetunde Yusuf Yvonne Zahra Zainab Zoe Zofia"
)
LAST_NAMES = _each(
    "Abbott Abdi Abara Adeleke Ahmed Akhtar Ali Allsop Anderson Appleby Archer Ashworth Asante Atkin Bacon Bailey "
    "Banerjee Barker Barrowcliffe Beardsley Bell Bennett Bhatt Birch Blackwood Boateng Bowskill Bradley Braithwaite "
    "Brooks Burrows Butler Campbell Carlisle Carter Chadwick Chambers Chaudhry Chukwu Clarke Clay Coleman Cooper "
    "Cresswell Cullen Cutts Dale Darcy Das Davies Dawson Dearing Desai Dhillon Dixon Dobson Drury Duffy Eaton Edwards "
    "Egan Ellis Emerson Evans Farooq Fearn Fielding Fisher Fletcher Ford Francis Freeman Gale Garner Gascoigne Gill "
    "Godfrey Goodall Grainger Grant Greenwood Griffiths Gunn Gupta Hallam Hardstaff Hardy Harrison Haslam Hayward "
    "Henderson Hewitt Hill Holland Hopkinson Hudson Hussain Hutchinson Ibekwe Iqbal Ito Jackson James Jankowski Jarvis "
    "Jennings Johal Johnson Jones Joshi Kamara Kaminski Kaur Kelly Kemp Kendall Khan Kirk Knight Kowalski Lacey Lamb "
    "Lambert Langton Lawson Leivers Lewis Lim Lindsay Lister Lockwood Lomas Maddison Malik Marriott Marshall Martin "
    "Mason Mbeki Meakin Mehta Mensah Mills Mistry Mohamud Morgan Morley Morris Murphy Musgrove Mwangi Naylor "
    "Nelson Newton Nguyen Norris Nowak Nwosu Oates Obi Oldham Osborne Osei Owusu Palmer Parekh Parker Patel Pearson "
    "Peck Perkins Phillips Pilkington Plant Poole Porter Powell Price Quinn Radford Rahman Randhawa Rashid Reddish "
    "Revill Richards Riley Roberts Rossi Rowbotham Russell Sadler Saleem Sandhu Saunders Saxton Severn Shah Sharma "
    "Sharpe Shaw Sheldon Shepherd Siddiqui Simpson Singh Smalley Smedley Spencer Stafford Stanley Stokes Stone Suleman "
    "Swift Sykes Szymanski Tailor Taylor Thandi Thomas Thompson Thorpe Todd Towle Turner Tyers Uddin Upton Varley "
    "Vickers Wade Wagstaff Walker Walsh Ward Warsame Waterhouse Watson Weston Wheatley Whitehead Widdowson Wilkins "
    "Williams Wilson Winfield Wood Woolley Wright Yates Yeomans Yilmaz Young Zaman Zhang"
)
TOWNS = {
    "Arnold": "NG5",
    "Aspley": "NG8",
    "Balderton": "NG24",
    "Basford": "NG6",
    "Beeston": "NG9",
    "Bestwood": "NG5",
    "Bilborough": "NG8",
    "Bingham": "NG13",
    "Blidworth": "NG21",
    "Bulwell": "NG6",
    "Calverton": "NG14",
    "Carlton": "NG4",
    "Clifton": "NG11",
    "Clipstone": "NG21",
    "Collingham": "NG23",
    "Cotgrave": "NG12",
    "Cropwell Bishop": "NG12",
    "East Leake": "LE12",
    "Eastwood": "NG16",
    "Edwinstowe": "NG21",
    "Forest Town": "NG19",
    "Gedling": "NG4",
    "Giltbrook": "NG16",
    "Hucknall": "NG15",
    "Huthwaite": "NG17",
    "Hyson Green": "NG7",
    "Keyworth": "NG12",
    "Kimberley": "NG16",
    "Kirkby-in-Ashfield": "NG17",
    "Lenton": "NG7",
    "Lowdham": "NG14",
    "Mansfield": "NG18",
    "Mansfield Woodhouse": "NG19",
    "Mapperley": "NG3",
    "Meadows": "NG2",
    "Netherfield": "NG4",
    "New Ollerton": "NG22",
    "Newark": "NG24",
    "Nuthall": "NG16",
    "Radcliffe-on-Trent": "NG12",
    "Radford": "NG7",
    "Rainworth": "NG21",
    "Ravenshead": "NG15",
    "Retford": "DN22",
    "Ruddington": "NG11",
    "Selston": "NG16",
    "Sherwood": "NG5",
    "Shirebrook": "NG20",
    "Sneinton": "NG2",
    "Southwell": "NG25",
    "St Ann’s": "NG3",
    "Stapleford": "NG9",
    "Sutton-in-Ashfield": "NG17",
    "Tuxford": "NG22",
    "Underwood": "NG16",
    "Warsop": "NG20",
    "West Bridgford": "NG2",
    "Wilford": "NG11",
    "Wollaton": "NG8",
    "Worksop": "S80",
}
NEEDS = (
    (NeedKind.STEP_FREE, "Rooms and entrances."),
    (NeedKind.HEARING_LOOP, ""),
    (NeedKind.BSL_INTERPRETER, ""),
    (NeedKind.SPEECH_TO_TEXT, ""),
    (NeedKind.EASY_READ, ""),
    (NeedKind.LARGE_PRINT, "18 point."),
    (NeedKind.CONTACT_LETTER, "Papers by post, a week before."),
    (NeedKind.PARKING, "Near the door."),
    (NeedKind.QUIET_ROOM, ""),
    (NeedKind.BREAKS, "Every 45 minutes."),
    (NeedKind.CHANGING_PLACES, ""),
    (NeedKind.ASSISTANCE_DOG, ""),
    (NeedKind.ASSISTANT, "My supporter comes with me."),
    (NeedKind.CONTACT_OTHER, "Please do not ring me."),
    (NeedKind.SUPPORT_OTHER, "Somebody to care for my mother while I am out."),
    (NeedKind.LANGUAGE_INTERPRETER, "My first language."),
)
AUDIENCES = (
    "care coordinators",
    "commissioners",
    "community nurses",
    "discharge coordinators",
    "GP practice managers",
    "health visitors",
    "occupational therapists",
    "people who chair meetings",
    "recruiting managers",
    "social prescribing link workers",
)
TEAMS = (
    "Community nursing team",
    "Continuing healthcare team",
    "Discharge team",
    "Children’s complex care team",
    "Learning disability team",
    "Mental health commissioning team",
    "Personal health budget team",
    "Primary care network",
    "Quality team",
    "Social prescribing team",
)
POSTS = (
    ("Administrator", "Band 3"),
    ("Care Coordinator", "Band 4"),
    ("Clinical Lead", "Band 8a"),
    ("Commissioning Manager", "Band 8a"),
    ("Community Nurse", "Band 5"),
    ("Case Manager", "Band 6"),
    ("Occupational Therapist", "Band 6"),
    ("Patient Experience Lead", "Band 7"),
    ("Social Prescribing Link Worker", "Band 5"),
    ("Team Leader", "Band 7"),
)
