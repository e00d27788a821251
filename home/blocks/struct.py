from wagtail import blocks


class StructBlock(blocks.StructBlock):
    """Wagtail's, but a text that was never typed is "" and not None: translating a page fails on None.

    That happens to pages that were saved before a block got a new text.
    """

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for child in self.child_blocks.values():
            if isinstance(child, blocks.CharBlock | blocks.TextBlock):
                child.meta.default = ""
