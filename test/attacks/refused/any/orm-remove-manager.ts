manager.remove(Meeting.find())
