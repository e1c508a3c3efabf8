"""What is handed to people: tables, query results, exports, the explorer."""
