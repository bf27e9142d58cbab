"""Values of standards: dates (EDTF), passages and their locators, languages and scripts. They know no entity."""
