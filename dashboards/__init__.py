"""Staff pages in Vietnamese: a page is a dataclass made of what the store holds; its template gets exactly it."""
