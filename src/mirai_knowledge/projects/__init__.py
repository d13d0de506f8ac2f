"""Projects (現場・工事): what is built for whom, who works on it and until when, which companies in which tier; kinds of work.

Words: a project has a code; its members (現場の人) hold a role in it from one day to another; companies stand in tiers
(0 元請, 1 一次, 2 二次 …); a section (工区) is a named part of it; a work type (工種) is a master of two levels.
States: project planning → in_progress ⇄ suspended → completed → archived, with the ways back of `model.MOVES`; work type
in use ⇄ archived. A partner's access ends with the membership, and with the project plus `access_days_after_end` days.
"""
