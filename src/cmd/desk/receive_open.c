#include "base/i18n.h"
#include "cmd/desk/receive_steps.h"
#include "cmd/gather.h"
#include "codec/digest.h"
#include "draft/file_names.h"
#include "out/code.h"
#include "store/file.h"
#include "store/path.h"

void arrival_release(struct arrival *a)
{
    str_release(&a->shown);
    str_release(&a->package);
    package_release(&a->read);
    opened_release(&a->draft);
    str_release(&a->digest);
    str_release(&a->code);
    returned_release(&a->back);
    review_release(&a->county);
    str_release(&a->county_source);
    case_head_release(&a->d.head);
    *a = (struct arrival){0};
}

/* ---- of either kind ---- */

static bool is_of_this_form(const struct at_desk *at, struct sv form, struct err *e)
{
    if (sv_eq(form, at->form->id))
        return true;
    return err_set(e, ERR_REFUSED, _("这是表单 %.*s 的，这里的办公夹收的是 %.*s 的，没有收。"),
                   SV_ARG(form), SV_ARG(at->form->id));
}

static bool open_draft(struct arrival *a, struct at_desk *at, struct sv bytes, struct err *e)
{
    struct str copy = {0};
    str_set(&copy, bytes);
    bool ok = draft_open_bytes(at->c, PACKAGE_DRAFT, &copy, 0, &a->draft, e);
    str_release(&copy);
    return ok;
}

static void set_hex(struct str *out, struct sv bytes)
{
    struct digest digest = digest_of(bytes);
    str_clear(out);
    digest_add_hex(out, &digest);
}

/* The package is read, the draft open: what is judged. */
static bool describe(struct arrival *a, const struct at_desk *at, struct err *e)
{
    struct delivery *d = &a->d;
    if (!case_head_make(&d->head, a->draft.draft, e))
        return false;
    set_hex(&a->digest, str_sv(&a->package));
    d->draft = a->draft.draft;
    d->digest = str_sv(&a->digest);
    d->draft_bytes = str_sv(&package_find(&a->read, SV(PACKAGE_DRAFT))->digest);
    d->code = str_sv(&a->read.code);
    d->revision = a->read.revision;
    d->bare = a->read.bare;
    d->other_version = a->draft.other_version;
    d->head.form_version = a->draft.written_for;
    return delivery_belongs(d, &at->desk, e);
}

static bool read_back(struct arrival *a, struct err *e)
{
    const struct package_file *file = package_find(&a->read, SV(PACKAGE_RETURNED));
    a->answered = file && returned_parse(file->bytes, PACKAGE_RETURNED, &a->back, e);
    return !file || a->answered;
}

/* ---- packages ---- */

/* Which of the two the draft has lost places of is known by the version it says. */
static bool fits(struct arrival *a, struct err *e)
{
    struct draft *d = a->draft.draft;
    int64_t version = d->form_version;
    d->form_version = a->draft.written_for;
    bool ok = package_fits(&a->read, d, a->shown.ptr, e);
    d->form_version = version;
    return ok;
}

/* Messages about the package itself begin with its name; those about what is in it get it. */
static bool open_content(struct arrival *a, struct at_desk *at, struct err *e)
{
    struct sv draft = package_find(&a->read, SV(PACKAGE_DRAFT))->bytes;
    struct err why = {0};
    bool ok = is_of_this_form(at, str_sv(&a->read.form), &why) && open_draft(a, at, draft, &why);
    if (ok && !fits(a, e))
        return false;
    ok = ok && describe(a, at, &why) && read_back(a, &why);
    if (!ok)
        err_set(e, why.class == ERR_IO ? ERR_IO : ERR_REFUSED, "%s：%s", a->shown.ptr,
                why.message.ptr);
    err_clear(&why);
    return ok;
}

bool arrival_open_package(struct arrival *a, struct at_desk *at, struct str *take_bytes,
                          struct err *e)
{
    str_move(&a->package, take_bytes);
    return package_read(str_sv(&a->package), a->shown.ptr, &a->read, e) && open_content(a, at, e);
}

/* ---- bare drafts ---- */

/* The bytes of what goes into the package that is made. */
struct bundle_of_files {
    struct package made;
    VEC(struct str) bytes;
};

static void lend_bytes(struct bundle_of_files *b, struct str *take)
{
    struct str *kept = vec_add(&b->bytes);
    str_move(kept, take);
}

static void release_files(struct bundle_of_files *b)
{
    package_release(&b->made);
    for (size_t i = 0; i < b->bytes.len; i++)
        str_release(&b->bytes.ptr[i]);
    vec_release(&b->bytes);
}

/* What is too large together is refused before it is read. */
static bool read_named(const char *path, size_t *room, struct str *out, struct err *e)
{
    size_t limit = *room < ZIP_MAX_ENTRY_BYTES ? *room : ZIP_MAX_ENTRY_BYTES;
    if (file_read(path, limit, out, e)) {
        *room -= out->len;
        return true;
    }
    if (limit < ZIP_MAX_ENTRY_BYTES && e->class == ERR_REFUSED) {
        err_clear(e);
        err_set(e, ERR_REFUSED,
                _("草稿里记的文件合起来超过 %d MB，没有收。请申报单位用低一些的分辨率重新扫描。"),
                ZIP_MAX_TOTAL_BYTES >> 20);
    }
    return false;
}

/* What the draft names and is not there, or leads elsewhere, is missing in the package too. */
static bool add_files(struct bundle_of_files *b, const struct arrival *a, const char *path,
                      const struct facts *facts, struct err *e)
{
    struct named_files names = {0};
    struct str at = {0}, bytes = {0};
    size_t room = ZIP_MAX_TOTAL_BYTES;
    bool ok = true;
    draft_file_names(a->draft.draft, PACKAGE_MOST_FILES, &names);
    for (size_t i = 0; ok && i < names.len; i++) {
        const struct file_fact *fact = facts_find(facts, names.ptr[i].name);
        if (!fact || fact->state != FILE_THERE)
            continue;
        path_join(&at, path_folder(sv_from(path)), names.ptr[i].name);
        ok = read_named(at.ptr, &room, &bytes, e);
        if (ok) {
            package_add_named(&b->made, names.ptr[i].name, str_sv(&bytes));
            lend_bytes(b, &bytes);
        }
    }
    vec_release(&names);
    str_release(&at);
    str_release(&bytes);
    return ok;
}

/* Answers that lie beside the draft came with it. */
static bool add_return(struct bundle_of_files *b, const struct arrival *a, const char *path,
                       struct err *e)
{
    struct returned_file file = {0};
    bool ok = returned_find(path, str_sv(&a->draft.draft->id), &file, e);
    if (ok && file.path.len) {
        package_add(&b->made, PACKAGE_PART_RETURNED, SV(PACKAGE_RETURNED), str_sv(&file.source));
        lend_bytes(b, &file.source);
    }
    returned_file_release(&file);
    return ok;
}

static bool make_package(struct arrival *a, const struct at_desk *at, const char *path,
                         struct sv bytes, struct err *e)
{
    struct bundle_of_files b = {0};
    struct facts facts = {0};
    struct str now = {0};
    gather_facts(a->draft.draft, path, &facts);
    gather_digests(path, &facts);
    code_add_of_draft(&now, a->draft.draft, &facts);
    package_describe(&b.made, a->draft.draft, final_code(a->draft.draft, str_sv(&now)));
    b.made.form_version = a->draft.written_for;
    b.made.bare = true;
    str_set(&b.made.time, str_sv(&at->time));
    package_add(&b.made, PACKAGE_PART_DRAFT, SV(PACKAGE_DRAFT), bytes);
    bool ok = add_files(&b, a, path, &facts, e) && add_return(&b, a, path, e) &&
              package_write(&b.made, &a->package, e);
    release_files(&b);
    facts_release(&facts);
    str_release(&now);
    return ok;
}

static bool is_draft_of_this_form(const struct at_desk *at, struct sv bytes, struct err *e)
{
    struct draft_head head = {0};
    bool ok = draft_read_head(bytes, PACKAGE_DRAFT, &head, e) &&
              is_of_this_form(at, str_sv(&head.form), e);
    draft_head_release(&head);
    return ok;
}

bool arrival_open_draft(struct arrival *a, struct at_desk *at, const char *path,
                        struct str *take_bytes, struct err *e)
{
    struct str bytes = {0};
    struct case_head head = {0};
    struct err why = {0};
    str_move(&bytes, take_bytes);
    /* What no package can be made of is said in the words for a draft. */
    bool ok = is_draft_of_this_form(at, str_sv(&bytes), &why) &&
              open_draft(a, at, str_sv(&bytes), &why) &&
              case_head_make(&head, a->draft.draft, &why) &&
              delivery_belongs(&(struct delivery){.draft = a->draft.draft, .head = head}, &at->desk,
                               &why) &&
              make_package(a, at, path, str_sv(&bytes), &why);
    case_head_release(&head);
    str_release(&bytes);
    if (!ok) {
        err_set(e, why.class == ERR_IO ? ERR_IO : ERR_REFUSED, "%s：%s", a->shown.ptr,
                why.message.ptr);
        err_clear(&why);
        return false;
    }
    opened_release(&a->draft);
    return package_read(str_sv(&a->package), a->shown.ptr, &a->read, e) && open_content(a, at, e);
}

/* ---- bundles ---- */

/* The record speaks of this very package, and the county recommended it. */
static bool is_record_of(const struct arrival *a, struct err *e)
{
    const struct review *r = &a->county;
    const struct intake *last = review_last_intake(r);
    if (!sv_eq(str_sv(&r->head.id), str_sv(&a->d.head.id)) || !last ||
        !sv_eq(str_sv(&last->digest), str_sv(&a->digest)))
        return err_set(e, ERR_REFUSED,
                       _("%s：县里的审核记录说的不是这个送审包，没有收。请县里重新报送。"),
                       a->shown.ptr);
    if (r->state != CASE_RECOMMENDED && r->state != CASE_SENT)
        return err_set(e, ERR_REFUSED, _("%s：县里的审核记录是“%s”，不是已推荐，没有收。"),
                       a->shown.ptr, state_label(r->state));
    return log_is_countys(r) ||
           err_set(
               e, ERR_REFUSED,
               _("%s：县里的审核记录被改动过，写的经过不是县里的步骤，没有收。请县里重新报送。"),
               a->shown.ptr);
}

bool arrival_open_county(struct arrival *a, const struct bundle *b, const struct bundle_case *c,
                         struct err *e)
{
    if (!sv_eq(str_sv(&c->id), str_sv(&a->d.head.id)))
        return err_set(e, ERR_REFUSED,
                       _("%s：送审包里是 %s，报送件的清单上却是 %s，没有收。请县里重新报送。"),
                       a->shown.ptr, a->d.head.id.ptr, c->id.ptr);
    if (c->review.len == 0)
        return true;
    a->has_county = bundle_get(b, str_sv(&c->review), &a->county_source, e) &&
                    review_parse(str_sv(&a->county_source), c->review.ptr, &a->county, e);
    return a->has_county && is_record_of(a, e);
}
