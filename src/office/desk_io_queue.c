#include "base/i18n.h"
#include "office/desk_io.h"
#include "office/desk_io_index.h"
#include "store/folder.h"
#include "store/lock.h"
#include "store/path.h"
#include "store/yaml_read.h"

/* So many records are read sooner than the index is written anew. */
enum { FEW = 16 };

struct loading {
    const char *folder;
    const struct form *form;
    struct str cases; /* path of them all */
    struct str path;  /* of one: a buffer */
    struct desk_index index;
    int64_t began;
    size_t read; /* records that were not in the index */
};

static void set_broken(struct queue_row *row, struct sv name, struct err *e)
{
    struct str path = {0};
    str_move(&path, &row->path);
    queue_row_release(row);
    *row = (struct queue_row){.broken = true, .state = CASE_RECEIVED};
    str_move(&row->path, &path);
    path_add_shown(&row->head.id, name);
    str_move(&row->trouble, &e->message);
    err_clear(e);
}

/* Something else lies there. */
static bool no_case(const struct loading *l, const struct folder_stamp *s, struct err *e)
{
    struct str shown = {0};
    path_add_shown(&shown, str_sv(&l->path));
    if (s->found == STAMP_NO_FOLDER)
        err_set(e, ERR_REFUSED, _("%s 不是文件夹（可能是链接），没有读它。"), shown.ptr);
    else if (!case_id_is_good(str_sv(&s->name)))
        err_set(e, ERR_REFUSED, _("%s：文件夹的名称不是件的编号，没有读它。"), shown.ptr);
    else if (s->found == STAMP_MISSING)
        err_set(e, ERR_REFUSED, _("%s 里没有 review.yaml。"), shown.ptr);
    else
        err_set(e, ERR_REFUSED, _("%s 里的 review.yaml 不是文件（可能是链接），没有读它。"),
                shown.ptr);
    str_release(&shown);
    return false;
}

/* Nothing is opened for it. */
static bool is_case(const struct loading *l, const struct folder_stamp *s, struct err *e)
{
    return (s->found == STAMP_FILE && case_id_is_good(str_sv(&s->name))) || no_case(l, s, e);
}

static bool read_record(struct loading *l, struct sv id, struct queue_row *row, struct err *e)
{
    struct case_file file;
    if (!case_load(l->folder, id, &file, e))
        return false;
    bool ok = file.saved || err_set(e, ERR_REFUSED, _("%s 里没有 review.yaml。"), l->path.ptr);
    if (ok)
        queue_row_make(row, &file.review, l->form);
    case_file_release(&file);
    l->read += ok;
    return ok;
}

static void load_case(struct loading *l, const struct folder_stamp *s, struct queue_row *row)
{
    struct err e = {0};
    struct sv id = str_sv(&s->name);
    path_join(&l->path, str_sv(&l->cases), id);
    str_set(&row->path, str_sv(&l->path));
    bool ok = is_case(l, s, &e);
    if (ok && !desk_index_find(&l->index, id, &s->stamp, row)) {
        struct queue_row anew = {0};
        str_move(&anew.path, &row->path);
        queue_row_release(row);
        *row = anew;
        ok = read_record(l, id, row, &e);
    }
    if (!ok)
        set_broken(row, id, &e);
}

/* A sub-folder that came from elsewhere, a note somebody put there: files are not cases. */
static bool is_beside(const struct folder_stamp *s)
{
    return s->found == STAMP_NO_FOLDER && !case_id_is_good(str_sv(&s->name));
}

/* Of what was seen; a record that changed meanwhile has another stamp by now and is read again. */
static void write_index(struct loading *l, const struct folder_stamps *stamps,
                        const struct queue *q)
{
    struct str lines = {0};
    size_t row = 0;
    for (size_t i = 0; i < stamps->len; i++) {
        if (is_beside(&stamps->ptr[i]))
            continue;
        if (!q->ptr[row].broken)
            desk_index_add(&lines, &q->ptr[row], &stamps->ptr[i].stamp);
        row++;
    }
    desk_index_write(l->folder, l->form, str_sv(&lines), l->began);
    str_release(&lines);
}

static void load_all(struct loading *l, const struct folder_stamps *stamps, struct queue *out)
{
    for (size_t i = 0; i < stamps->len; i++)
        if (!is_beside(&stamps->ptr[i]))
            load_case(l, &stamps->ptr[i], vec_add(out));
    if (l->form && (l->read > FEW || l->index.left > FEW))
        write_index(l, stamps, out);
}

static bool is_empty(const char *folder)
{
    struct folder_entries inside = {0};
    bool empty = folder_list_own(folder, &inside, NULL) && inside.len == 0;
    folder_entries_release(&inside);
    return empty;
}

/* A case has its record last: first a folder with nothing in it, then the lock of whoever takes it
 * in. Looked at twice, for it may get on between two looks. */
static bool is_coming_in(const struct loading *l, const struct folder_stamp *s)
{
    struct str folder = {0}, record = {0};
    bool coming = false;
    if (s->found != STAMP_MISSING || !case_id_is_good(str_sv(&s->name)))
        return false;
    case_path(&folder, l->folder, str_sv(&s->name));
    case_record_path(&record, l->folder, str_sv(&s->name));
    for (int look = 0; look < 2 && !coming; look++)
        coming = lock_look(record.ptr, NULL) || file_exists(record.ptr) || is_empty(folder.ptr);
    str_release(&folder);
    str_release(&record);
    return coming;
}

/* They are listed once they are there. */
static void pass_over_coming(const struct loading *l, struct folder_stamps *stamps)
{
    size_t kept = 0;
    for (size_t i = 0; i < stamps->len; i++) {
        if (is_coming_in(l, &stamps->ptr[i]))
            str_release(&stamps->ptr[i].name);
        else
            stamps->ptr[kept++] = stamps->ptr[i];
    }
    stamps->len = kept;
}

/* A desk nobody sent anything to may have no folder for it. */
static bool look(struct loading *l, struct folder_stamps *stamps, struct err *e)
{
    return !file_exists(l->cases.ptr) || folder_stamps_read(l->cases.ptr, "review.yaml", stamps, e);
}

bool desk_stamp(const char *folder, struct file_stamp *out)
{
    struct str cases = {0};
    cases_path(&cases, folder);
    bool there = folder_stamp_read(cases.ptr, out);
    str_release(&cases);
    return there;
}

bool queue_load(const char *folder, const struct form *form, struct queue *out, struct err *e)
{
    struct loading l = {.folder = folder, .form = form, .began = stamp_clock()};
    struct folder_stamps stamps = {0};
    cases_path(&l.cases, folder);
    desk_index_open(&l.index, folder, form);
    bool ok = look(&l, &stamps, e);
    if (ok) {
        pass_over_coming(&l, &stamps);
        vec_reserve(out, stamps.len);
        load_all(&l, &stamps, out);
        queue_count_codes(out);
    }
    folder_stamps_release(&stamps);
    desk_index_release(&l.index);
    str_release(&l.cases);
    str_release(&l.path);
    return ok;
}
