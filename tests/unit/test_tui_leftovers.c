#include "wizarding.h"

#include "draft/draft_io_unknown.h"
#include "paper.h"
#include "tui/draw.h"

static const struct {
    const char *name;
    uint16_t cols;
    uint16_t rows;
} sizes[] = {{"80x24", 80, 24}, {"40x12", 40, 12}, {"132x43", 132, 43}};

static void add_screen(struct bench *b, struct str *out)
{
    struct canvas canvas;
    canvas_init(&canvas);
    wizard_event(b->w, &(struct event){.kind = EVENT_SETTLE});
    draw_wizard(b->w, &canvas);
    str_add_f(out, "-- caret %u,%u --\n", canvas.caret_row, canvas.caret_col);
    canvas_dump(&canvas, true, out);
    canvas_release(&canvas);
}

/* A file of another version as it reaches the wizard: names and texts that would steer a terminal
 * among what is left over. */
static const char source[] =
    "tianbiao: 1\n"
    "form: t\n"
    "form_version: 1\n"
    "answers:\n"
    "  name: 生态赋能\n"
    "  head:\n"
    "    fax: 0311-88880000\n"
    "    \"\\e[31m红\\n\": \"\\e]0;标题\\a\"\n"
    "  story: |\n"
    "    一年来，上平台企业的设备利用率、订单响应速度和原料采购成本都有明显改善。\n"
    "    集群内协作比过去更紧密。\n"
    "  partners:\n"
    "    - {id: p1, title: 甲公司, fax: 0311-11110000}\n"
    "    - {id: p2, title: 乙公司}\n"
    "  who: [{id: w1, n: 甲厂, fax: 0311-22220000}]\n";

static void open_known(struct bench *b)
{
    struct start_list none = {0};
    struct leftovers kept = {0};
    struct draft *draft = NULL;
    b->form = form_of(WIZARDING_FIELDS, NULL);
    b->w = wizard_new();
    assert_true(draft_parse(b->form, sv_from(source), "d", &draft, &kept, NULL));
    wizard_start(b->w, &none);
    wizard_event(b->w, &(struct event){.kind = EVENT_OPENED,
                                       .form = b->form,
                                       .draft = draft,
                                       .path = SV("草稿.yaml"),
                                       .kept = &kept});
}

static void play_leftovers(struct bench *b, struct str *out)
{
    act(b, ACTION_DOWN);
    add_screen(b, out);
    act(b, ACTION_ENTER);
    add_screen(b, out);
    act(b, ACTION_DOWN);
    add_screen(b, out);
    act(b, ACTION_DOWN);
    act(b, ACTION_ENTER);
    add_screen(b, out);
    act(b, ACTION_BACK);
    act(b, ACTION_DOWN);
    act(b, ACTION_ENTER);
    act(b, ACTION_PAGE_DOWN);
    act(b, ACTION_COPY);
    add_screen(b, out);
    act(b, ACTION_HELP);
    add_screen(b, out);
}

static void open_unknown(struct bench *b)
{
    struct start_list none = {0};
    struct leftovers kept = {0};
    struct draft *draft = NULL;
    b->w = wizard_new();
    assert_true(draft_read_unknown(sv_from(source), "d", &b->form, &draft, &kept, NULL));
    wizard_start(b->w, &none);
    wizard_event(b->w, &(struct event){.kind = EVENT_OPENED,
                                       .form = b->form,
                                       .draft = draft,
                                       .path = SV("草稿.yaml"),
                                       .read_only = true,
                                       .unknown_form = true,
                                       .trouble = SV("草稿.yaml:2: 没有表单“t”。"),
                                       .kept = &kept});
}

static void play_unknown(struct bench *b, struct str *out)
{
    add_screen(b, out);
    act(b, ACTION_DOWN);
    act(b, ACTION_DOWN);
    act(b, ACTION_ENTER);
    add_screen(b, out);
    type(b, "改");
    add_screen(b, out);
    act(b, ACTION_BACK);
    act(b, ACTION_DOWN);
    act(b, ACTION_ENTER);
    add_screen(b, out);
}

static void check_screens(const char *name, void (*open)(struct bench *),
                          void (*play)(struct bench *, struct str *))
{
    for (size_t i = 0; i < COUNT_OF(sizes); i++) {
        struct bench b = {0};
        struct str out = {0}, file = {0};
        open(&b);
        bench_resize(&b, sizes[i].cols, sizes[i].rows);
        play(&b, &out);
        if (sv_find_byte(str_sv(&out), '\x1B', 0) != SV_NONE)
            fail_msg("an escape reached the screen");
        str_add_f(&file, "versions/%s-%s", name, sizes[i].name);
        assert_golden(file.ptr, str_sv(&out));
        str_release(&out);
        str_release(&file);
        bench_close(&b);
    }
}

static void test_leftovers(void **state)
{
    (void)state;
    check_screens("leftovers", open_known, play_leftovers);
}

static void test_unknown(void **state)
{
    (void)state;
    check_screens("unknown", open_unknown, play_unknown);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_leftovers),
        cmocka_unit_test(test_unknown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
