"""The pages by which workers are told and hired, named in one place for the program to serve."""

import workshop.desk.job_pages as posted
import workshop.desk.message_pages as messages
import workshop.desk.opening_pages as openings
import workshop.desk.seeker_pages as seekers

WORK_ROOMS = (messages, openings, seekers, posted)
