#include "cmd/workers.h"

#include "unit.h"

#include <signal.h>
#include <unistd.h>

enum { MANY = 1000 };

struct seen {
    size_t next; /* the thing that must be handed over now */
    size_t died;
    size_t bytes; /* an answer's length at most */
    size_t fatal; /* the thing that brings its worker down; MANY: none */
    pid_t here;
    size_t elsewhere; /* answers made by another process */
};

/* Answers of very different lengths, longer than a pipe holds among them. */
static size_t length_of(const struct seen *s, size_t index)
{
    return index % 7 == 0 ? s->bytes : index % 5;
}

static void work(void *context, size_t index, struct str *answer)
{
    const struct seen *s = context;
    pid_t me = getpid();
    if (index == s->fatal && me != s->here)
        raise(SIGKILL);
    str_add(answer, (struct sv){(const char *)&index, sizeof index});
    str_add(answer, (struct sv){(const char *)&me, sizeof me});
    str_add_bytes(answer, (char)('a' + index % 26), length_of(s, index));
}

static void take(void *context, size_t index, struct sv answer, bool died)
{
    struct seen *s = context;
    size_t said;
    pid_t who;
    assert_int_equal(index, s->next);
    s->next++;
    if (died) {
        assert_int_equal(answer.len, 0);
        s->died++;
        return;
    }
    assert_int_equal(answer.len, sizeof said + sizeof who + length_of(s, index));
    memcpy(&said, answer.ptr, sizeof said);
    memcpy(&who, answer.ptr + sizeof said, sizeof who);
    assert_int_equal(said, index);
    s->elsewhere += who != s->here;
    for (size_t i = sizeof said + sizeof who; i < answer.len; i++)
        assert_int_equal(answer.ptr[i], 'a' + index % 26);
}

static void test_workers(void **state)
{
    static const struct {
        unsigned workers;
        size_t count;
        size_t bytes;
        size_t fatal;
        size_t died;
        size_t elsewhere;
    } cases[] = {
        {1, 20, 10, MANY, 0, 0},      {0, 3, 10, MANY, 0, 0},   {2, 1, 10, MANY, 0, 0},
        {2, 0, 10, MANY, 0, 0},       {2, 20, 10, MANY, 0, 20}, {3, MANY, 10, MANY, 0, MANY},
        {8, 50, 300000, MANY, 0, 50}, {8, 3, 10, MANY, 0, 3},   {2, 20, 10, 0, 1, 19},
        {2, 20, 300000, 7, 1, 19},    {3, 20, 10, 19, 1, 19},   {99, 30, 10, 8, 1, 29},
    };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct seen s = {.bytes = cases[i].bytes, .fatal = cases[i].fatal, .here = getpid()};
        workers_run(&(struct work){cases[i].count, work, take, &s}, cases[i].workers);
        assert_int_equal(s.next, cases[i].count);
        assert_int_equal(s.died, cases[i].died);
        assert_int_equal(s.elsewhere, cases[i].elsewhere);
    }
}

static void test_usual(void **state)
{
    (void)state;
    assert_in_range(workers_usual(), 1, WORKERS_MOST);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_workers),
        cmocka_unit_test(test_usual),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
