"""A post's text, as any blog's author wrote it, becomes a `Post`."""

from studylog.posts.normal import normal_text
from studylog.posts.post import Post, read_post, read_posts

__all__ = ["Post", "normal_text", "read_post", "read_posts"]
