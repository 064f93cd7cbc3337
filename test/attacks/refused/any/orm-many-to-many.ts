meeting = Meeting.findOneBy({ id: 1 })

meeting.employees = []

meeting.save()
