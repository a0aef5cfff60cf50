"""The sample county's shifts: attendance, leave, roll calls, notices and walks of today and the days before."""
