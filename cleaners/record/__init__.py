"""Fill the record in: fields, pictures, ledger, second opinion."""
