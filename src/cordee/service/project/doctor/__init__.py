"""What `cordee doctor` looks at: each finding has one of three answers, and says what to do."""
