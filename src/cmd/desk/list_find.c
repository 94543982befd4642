#include "cmd/desk/list_find.h"

#include "cmd/output.h"
#include "cmd/progress_line.h"
#include "cmd/workers.h"
#include "office/case_search.h"
#include "store/yaml_read.h"

enum { PARALLEL = 64 /* so many cases are worth a second process */ };

struct looking {
    struct at_desk *d;
    struct case_search search;
    const struct queue_shown *shown;
    struct queue_shown kept;
    struct progress_line line;
};

/* The draft as it came; what it says is asked of its bytes first. */
static bool draft_says(struct looking *l, const struct review *r, struct err *e)
{
    const struct intake *last = review_last_intake(r);
    struct str path = {0}, bytes = {0};
    struct opened draft = {0};
    if (!last)
        return false;
    case_intake_path(&path, l->d->folder, str_sv(&r->head.id), last->number);
    str_add(&path, SV("/draft.yaml"));
    bool read = file_read(path.ptr, YAML_MAX_BYTES, &bytes, e);
    bool says = read && search_source(&l->search, str_sv(&bytes)) &&
                draft_open_bytes(l->d->c, path.ptr, &bytes, 0, &draft, e) &&
                search_draft(&l->search, draft.draft);
    opened_release(&draft);
    str_release(&path);
    str_release(&bytes);
    return says;
}

/* The answer: "+" it says so, "-" it does not, else why that is not known. */
static void look(void *context, size_t index, struct str *answer)
{
    struct looking *l = context;
    const struct queue_row *row = &l->d->queue.ptr[l->shown->ptr[index]];
    struct case_file file = {0};
    struct err e = {0};
    bool says = row->broken; /* nobody knows, and it is told with the list */
    if (!row->broken)
        says = case_load(l->d->folder, str_sv(&row->head.id), &file, &e) &&
               (search_review(&l->search, &file.review) || draft_says(l, &file.review, &e));
    if (e.class)
        str_add(answer, str_sv(&e.message));
    else
        str_add(answer, says ? SV("+") : SV("-"));
    case_file_release(&file);
    err_clear(&e);
}

static void take(void *context, size_t index, struct sv answer, bool died)
{
    struct looking *l = context;
    uint32_t row = l->shown->ptr[index];
    bool known = sv_eq(answer, SV("+")) || sv_eq(answer, SV("-"));
    progress_line_next(&l->line);
    if (died || !known) {
        progress_line_hide(&l->line);
        say(l->d->c, _("%s：没有找成：%.*s"), l->d->queue.ptr[row].path.ptr,
            SV_ARG(died ? sv_from(_("读它的时候出了错。")) : answer));
    }
    if (died || !sv_eq(answer, SV("-")))
        vec_push(&l->kept, row);
}

void list_find(struct at_desk *d, struct sv words, struct queue_shown *shown)
{
    struct looking l = {.d = d, .shown = shown};
    case_search_begin(&l.search, words, d->form);
    progress_line_begin(&l.line, d->c, _("已找"), shown->len);
    workers_run(&(struct work){shown->len, look, take, &l},
                shown->len < PARALLEL ? 1 : workers_usual());
    progress_line_hide(&l.line);
    case_search_end(&l.search);
    vec_release(shown);
    *shown = l.kept;
}
