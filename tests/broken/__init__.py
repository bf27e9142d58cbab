"""What an editor may get wrong, case by case, and what the project says to it."""
