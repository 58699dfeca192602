"""The window around the rooms: menus, navigation, search, status line."""
