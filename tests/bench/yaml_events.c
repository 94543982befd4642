/* yaml_events: libyaml's bare event parse of the files named, the yardstick for `check`. */
#include <stdio.h>
#include <yaml.h>

static int parse(const char *path)
{
    yaml_parser_t parser;
    yaml_event_t event;
    FILE *f = fopen(path, "rb");
    int ok = f && yaml_parser_initialize(&parser);
    if (!ok)
        return 1;
    yaml_parser_set_input_file(&parser, f);
    for (int end = 0; ok && !end;) {
        ok = yaml_parser_parse(&parser, &event);
        end = ok && event.type == YAML_STREAM_END_EVENT;
        if (ok)
            yaml_event_delete(&event);
    }
    yaml_parser_delete(&parser);
    fclose(f);
    return !ok;
}

int main(int argc, char **argv)
{
    int bad = 0;
    for (int i = 1; i < argc; i++)
        bad += parse(argv[i]);
    return bad > 0;
}
