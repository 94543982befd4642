#include "base/i18n.h"
#include "wizard/final.h"
#include "wizard/handing.h"
#include "wizard/pages_paper.h"
#include "wizard/papers.h"

struct choice {
    const char *name;  /* as the command takes it */
    const char *label; /* N_() */
};

enum { FORMATS = 3, ENCODINGS_SHOWN = 3, SUBSTITUTES = 2, PROFILES = 2 };
enum { TEXT, DOCX, PACKED };      /* formats */
enum { UTF8_BOM, UTF8, GB18030 }; /* encodings */
enum { OFFICIAL, DENSE };         /* profiles */

/* What the reader chooses: who will open the file, and how full the pages are. */
static const struct choice formats[FORMATS] = {
    [TEXT] = {"text", N_("纯文本（.txt）")},
    [DOCX] = {"docx", N_("Word 文档（.docx），带插图")},
    [PACKED] = {"package", N_("送审包（.zip），交给主管部门")},
};
static const struct choice encodings[ENCODINGS_SHOWN] = {
    [UTF8_BOM] = {"utf-8-bom", N_("WPS、Word、记事本（UTF-8，带标记）")},
    [UTF8] = {"utf-8", N_("Linux 打印（UTF-8）")},
    [GB18030] = {"gb18030", N_("很旧的 Windows（GB18030）")},
};
static const struct choice substitutes[SUBSTITUTES] = {
    {"", N_("照写")},
    {"", N_("用 □ √ 等代替")},
};
static const struct choice profiles[PROFILES] = {
    [OFFICIAL] = {"official", N_("公文：每页 22 行，每行 28 字")},
    [DENSE] = {"dense", N_("紧凑：每页 44 行，每行 36 字")},
};

/* Papers are the form's. */
static const struct {
    const struct choice *choices;
    size_t count;
} rows[EXPORT_CHOICES] = {
    [EXPORT_FORMAT] = {formats, FORMATS},
    [EXPORT_ENCODING] = {encodings, ENCODINGS_SHOWN},
    [EXPORT_SUBSTITUTE] = {substitutes, SUBSTITUTES},
    [EXPORT_PROFILE] = {profiles, PROFILES},
};

size_t export_choices(const struct wizard *w, enum export_row row)
{
    if (row == EXPORT_PAPER)
        return papers_count(w->form);
    return rows[row].count - (row == EXPORT_FORMAT && !handing_offered(w));
}

void export_add_choice(struct str *out, const struct wizard *w, enum export_row row, size_t i)
{
    if (row == EXPORT_PAPER)
        papers_add_title(out, w->form, i);
    else
        str_add(out, sv_from(_(rows[row].choices[i].label)));
}

const char *export_row_label(enum export_row row)
{
    static const char *const labels[EXPORT_ROWS] = {
        [EXPORT_PAPER] = N_("打印什么"),  [EXPORT_FORMAT] = N_("格式"),
        [EXPORT_ENCODING] = N_("给谁用"), [EXPORT_SUBSTITUTE] = N_("认不出的字"),
        [EXPORT_PROFILE] = N_("版面"),    [EXPORT_PATH] = N_("存为文件"),
    };
    return labels[row] ? _(labels[row]) : NULL;
}

bool export_is_text(const struct export_page *p)
{
    return p->chosen[EXPORT_FORMAT] == TEXT;
}

bool export_is_docx(const struct export_page *p)
{
    return p->chosen[EXPORT_FORMAT] == DOCX;
}

bool export_is_package(const struct export_page *p)
{
    return p->chosen[EXPORT_FORMAT] == PACKED;
}

bool export_for_linux(const struct export_page *p)
{
    return export_is_text(p) && p->chosen[EXPORT_ENCODING] == UTF8;
}

const char *export_points(bool dense)
{
    return dense ? "11.5" : "18";
}

/* What reads text from its standard input makes nothing of a docx. */
static bool can_print(const struct export_page *p)
{
    struct sv command = str_sv(&p->print_command);
    return command.len &&
           (export_is_text(p) || (export_is_docx(p) && sv_contains(command, SV("{file}"))));
}

bool export_shows(const struct wizard *w, const struct export_page *p, enum export_row row)
{
    switch (row) {
    case EXPORT_PAPER:
        return papers_count(w->form) > 1 && !export_is_package(p);
    case EXPORT_ENCODING:
    case EXPORT_PROFILE:
    case EXPORT_SET_PRINT:
        return export_is_text(p);
    case EXPORT_SUBSTITUTE:
        return export_is_text(p) && p->chosen[EXPORT_ENCODING] == GB18030;
    case EXPORT_LAST_FOLDER:
        return p->last_folder.len > 0;
    case EXPORT_PRINT:
        return can_print(p);
    case EXPORT_BEYOND:
        return p->beyond.len > 0;
    case EXPORT_FINAL:
        return final_offered(w);
    default:
        return true;
    }
}

struct export_wish export_wish(const struct wizard *w, const struct export_page *p)
{
    const size_t *chosen = p->chosen;
    return (struct export_wish){
        .paper = papers_name(w->form, chosen[EXPORT_PAPER]),
        .format = sv_from(formats[chosen[EXPORT_FORMAT]].name),
        .encoding = sv_from(encodings[chosen[EXPORT_ENCODING]].name),
        .profile = sv_from(profiles[chosen[EXPORT_PROFILE]].name),
        .substitute = export_shows(w, p, EXPORT_SUBSTITUTE) && chosen[EXPORT_SUBSTITUTE],
    };
}

/* ---- the path ---- */

/* The bytes of the folder, with the slash behind it. */
static size_t folder_part(struct sv path)
{
    size_t at = path.len;
    while (at > 0 && path.ptr[at - 1] != '/')
        at--;
    return at;
}

static const char *const endings[FORMATS] = {[TEXT] = ".txt", [DOCX] = ".docx", [PACKED] = ".zip"};

static struct sv ending(const struct export_page *p)
{
    return sv_from(endings[p->chosen[EXPORT_FORMAT]]);
}

static void end_as_format(struct export_page *p)
{
    for (size_t i = 0; i < FORMATS; i++) {
        struct sv path = str_sv(&p->path), other = sv_from(endings[i]);
        if (!sv_ends(path, other))
            continue;
        str_truncate(&p->path, path.len - other.len);
        str_add(&p->path, ending(p));
        return;
    }
}

/* Under the draft's name, a paper with its own behind it: "河北某药业-材料清单.txt". */
void export_name(const struct wizard *w, struct export_page *p)
{
    struct str title = {0};
    struct sv file = str_sv(&w->file);
    if (p->named) {
        end_as_format(p);
        return;
    }
    file = sv_from_offset(file, folder_part(file));
    if (sv_ends(file, SV(".yaml")))
        file = sv_sub(file, 0, file.len - 5);
    str_truncate(&p->path, folder_part(str_sv(&p->path)));
    str_add(&p->path, file.len ? file : w->form->id);
    if (p->chosen[EXPORT_PAPER] && !export_is_package(p)) {
        papers_add_title(&title, w->form, p->chosen[EXPORT_PAPER]);
        str_replace_all(&title, SV("/"), SV("-"));
        str_add_f(&p->path, "-%s", title.ptr);
    }
    str_add(&p->path, ending(p));
    str_release(&title);
}

void export_set_folder(struct export_page *p, struct sv folder)
{
    struct str path = {0};
    struct sv old = str_sv(&p->path);
    str_set(&path, folder);
    if (folder.len && !sv_ends(folder, SV("/")))
        str_add_byte(&path, '/');
    str_add(&path, sv_from_offset(old, folder_part(old)));
    str_move(&p->path, &path);
}
