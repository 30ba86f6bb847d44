"""The modules that carry the pages of matters and of the liaison."""

import workshop.desk.liaison_pages as liaison
import workshop.desk.matter_pages as matters
import workshop.desk.matter_papers as matter_papers
import workshop.desk.month_pages as matter_month

MATTER_ROOMS = (matters, liaison, matter_month, matter_papers)
