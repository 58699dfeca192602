"""The reviewer's queue."""
