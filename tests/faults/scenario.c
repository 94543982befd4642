#include "scenario.h"

/* Numbered text through three fields; the save lies in the middle, leaving is left out. */
static const struct scenario scenarios[] = {
    {"set", WRITES, "d.yaml", NULL, {"set", "d.yaml", "brief.name", "链上"}},
    {"set-row", WRITES, "d.yaml", NULL, {"set", "d.yaml", "partners[1].name", "丙公司"}},
    {"new", WRITES, "n.yaml", NULL, {"new", "--form", "small", "n.yaml"}},
    {"export", WRITES, "out.txt", NULL, {"export", "-o", "out.txt", "d.yaml"}},
    {"session",
     TYPES,
     "d.yaml",
     NULL,
     {"--now", "2024-06-01T09:00", "--keys", "../keys", "--save", "--dump-screen", "d.yaml"}},
    {"dialogue",
     ASKS,
     "d.yaml",
     NULL,
     {"--now", "2024-06-01T09:00", "--keys", "../asked", "--save", "--dump-screen", "d.yaml"}},
    /* The clock was set back since. */
    {"restore-back",
     RESTORES,
     "d.yaml",
     "../keys",
     {"--now", "2001-01-01T00:00", "history", "--restore", "j1", "d.yaml"}},
    {"restore", RESTORES, "d.yaml", "../keys", {"history", "--restore", "j1", "d.yaml"}},
};

const struct scenario *scenario_find(const char *name)
{
    for (size_t i = 0; i < sizeof scenarios / sizeof scenarios[0]; i++)
        if (strcmp(scenarios[i].name, name) == 0)
            return &scenarios[i];
    return NULL;
}

static const char first_draft[] = "tianbiao: 1\n"
                                  "form: small\n"
                                  "form_version: 2\n"
                                  "draft_id: 00000000000000aa\n"
                                  "revision: 0\n"
                                  "# 留着这一行\n"
                                  "answers:\n"
                                  "  cover:\n"
                                  "    company: 演示药业\n"
                                  "  partners:\n"
                                  "    - {id: e1, name: 甲公司}\n";

/* A shot after each key: what was on the screen when it died is known to the character. */
static void type_marks(struct str *out, size_t from, size_t to)
{
    for (size_t i = from; i < to; i++) {
        marks_add(out, i, i + 1);
        str_add_f(out, "<Shot:%zu>", i);
    }
}

static void write_script(struct subject *s, const char *name, struct str *take_keys)
{
    struct str path = {0};
    str_add_f(&path, "%s/%s", s->work.ptr, name);
    write_whole(path.ptr, str_sv(take_keys));
    str_release(take_keys);
    str_release(&path);
}

void scenario_begin(struct subject *s)
{
    struct str keys = {0};
    str_add(&keys, SV("<Down><Enter>"));
    type_marks(&keys, 0, 8);
    str_add(&keys, SV("<Tab>"));
    type_marks(&keys, 8, SAVED);
    str_add(&keys, SV("<C-s><Shot:saved>"));
    type_marks(&keys, SAVED, 24);
    str_add(&keys, SV("<Tab>"));
    type_marks(&keys, 24, TYPED);
    write_script(s, "keys", &keys);
    str_add(&keys, SV("<Down><Enter>"));
    type_marks(&keys, 0, 8);
    str_add(&keys, SV("<F7>4")); /* what the field is waiting for */
    type_marks(&keys, 8, ASKED);
    write_script(s, "asked", &keys);
}

static void leave_journal(const struct scenario *sc, struct subject *s)
{
    struct outcome o = {0};
    const char *const session[] = {"--now",  "2024-06-01T09:00", "--keys", sc->left,
                                   "--save", "d.yaml",           NULL};
    subject_run(s, s->run.ptr, NULL, session, &o);
    outcome_release(&o);
}

void scenario_set_up(const struct scenario *sc, struct subject *s)
{
    subject_reset(s);
    subject_put(s, "d.yaml", sv_from(first_draft));
    subject_put(s, "out.txt", SV("an older export\n"));
    if (sc->left)
        leave_journal(sc, s);
}

void scenario_without_id(struct str *bytes)
{
    size_t at = sv_find(str_sv(bytes), SV("draft_id: "), 0);
    size_t end = at == SV_NONE ? at : sv_find_byte(str_sv(bytes), '\n', at);
    if (end != SV_NONE)
        str_splice(bytes, at, end - at, SV("draft_id:"));
}
