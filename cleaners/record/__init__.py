"""Fill in the record: fields, pictures, ledger, second opinion."""
