from django.db import migrations

# Wagtail's table of pages has no index for these questions, which public pages and the filler ask.
_INDEXES = {
    # the menu of every page
    'page_in_menus': '(path) WHERE show_in_menus AND live',
    # the pages below one, in order, and those beside one
    'page_by_depth_and_path': '(depth, path)',
    # what has expired
    'page_by_end': '(expire_at) WHERE expire_at IS NOT NULL',
}


class Migration(migrations.Migration):

    dependencies = [
        ('pagestore', '0001_the_page_store'),
        ('wagtailcore', '0097_baselogentry_uuid_action_timestamp_indexes'),
    ]

    operations = [
        migrations.RunSQL(
            f'CREATE INDEX {name} ON wagtailcore_page {rows}',
            f'DROP INDEX {name}',
        )
        for name, rows in _INDEXES.items()
    ]
