"""The annotators' page: a local web server on which people put records right.

``desk`` is what can be done, ``reading`` what is proposed for a selected text, ``server`` the web
around them. Needs the packages of requirements-review.txt; nothing else of the pipeline does.
"""
