/* The matching kernel: word lookup and screening over flat arrays, in whole numbers only.
 *
 * Every number is an integer, so that the Python code beside this file (score.py, fallback.py)
 * gives the same results on every machine. It allocates nothing, keeps nothing between calls
 * and holds no lock; the caller (kernel.py) owns all memory and has checked every index that an
 * array holds. What may overflow a buffer is counted, and the caller is told the size.
 */
#include "words.h"

/* ------------------------------------------------------------------ score */

typedef struct {
    uint32_t of_query, of_listed; /* the words it takes, as bits */
    int32_t closeness, mass, is_initial;
    int32_t first, second; /* ties are broken by these, whichever side is searched */
    int64_t value;
} Pair;

/* The sides of a pair of readings: words by place. */
typedef struct {
    int n, m;
    const int32_t *query, *listed; /* numbers of words */
    const Words *query_words, *listed_words;
} Sides;

static int closeness_of(const Numbers *w, int similarity) {
    int c = 1000 - w->steepness * (1000 - similarity) / 1000;
    return c > 0 ? c : 0;
}

static int weight_of(const Words *words, const int32_t *row, uint32_t taken) {
    int sum = 0;
    for (; taken; taken &= taken - 1)
        sum += words->weight[row[__builtin_ctz(taken)]];
    return sum;
}

static int core_of(const Words *words, const int32_t *row, uint32_t taken) {
    int count = 0;
    for (; taken; taken &= taken - 1) {
        uint8_t kind = words->kind[row[__builtin_ctz(taken)]];
        count += kind == WORD || kind == NUMBER;
    }
    return count;
}

static int core_weight_of(const Words *words, const int32_t *row, uint32_t taken) {
    int sum = 0;
    for (; taken; taken &= taken - 1) {
        int32_t word = row[__builtin_ctz(taken)];
        if (words->kind[word] == WORD || words->kind[word] == NUMBER)
            sum += words->weight[word];
    }
    return sum;
}

/* A place in ties: by the first word, then by how many are taken. */
static int32_t place_of(uint32_t taken) { return 2 * __builtin_ctz(taken) + (__builtin_popcount(taken) - 1); }

static void pair(const Numbers *w, const Sides *s, int similarity, uint32_t of_query, uint32_t of_listed,
                 int is_initial, int swapped, Pair *p) {
    int mass = weight_of(s->query_words, s->query, of_query) + weight_of(s->listed_words, s->listed, of_listed);
    p->of_query = of_query;
    p->of_listed = of_listed;
    p->is_initial = is_initial;
    p->mass = is_initial ? mass * w->initial_share / 1000 : mass;
    p->closeness = is_initial ? w->initial_closeness : closeness_of(w, similarity);
    p->value = (int64_t)p->closeness * p->mass;
    if (similarity == 1000)
        p->value = p->value * w->exact_bonus / 1000;
    p->first = place_of(swapped ? of_listed : of_query);
    p->second = place_of(swapped ? of_query : of_listed);
}

static int comes_before(const Pair *a, const Pair *b) {
    if (a->value != b->value)
        return a->value > b->value;
    return a->first != b->first ? a->first < b->first : a->second < b->second;
}

/* Take the best pair, then the best of what is left, and so on; score what was taken. */
static int32_t settle(const Numbers *w, const Sides *s, const Pair *pairs, int count, int32_t *evidence) {
    uint32_t query = 0, listed = 0, all_query = (UINT32_C(1) << s->n) - 1, all_listed = (UINT32_C(1) << s->m) - 1;
    int64_t near = 0, mass = 0;
    int core = 0, real = 0, heaviest_core = 0;
    for (;;) {
        const Pair *best = 0;
        for (int i = 0; i < count; i++)
            if (!(pairs[i].of_query & query) && !(pairs[i].of_listed & listed) &&
                (!best || comes_before(&pairs[i], best)))
                best = &pairs[i];
        if (!best)
            break;
        query |= best->of_query;
        listed |= best->of_listed;
        near += (int64_t)best->closeness * best->mass;
        mass += best->mass;
        if (best->is_initial)
            continue;
        real++;
        int a = core_of(s->query_words, s->query, best->of_query);
        int b = core_of(s->listed_words, s->listed, best->of_listed);
        core += a > b ? a : b;
        if ((a || b) && best->mass > heaviest_core)
            heaviest_core = best->mass;
    }
    *evidence = (int32_t)mass;
    if (!real)
        return 0;
    int64_t left = weight_of(s->query_words, s->query, all_query & ~query);
    int64_t right = weight_of(s->listed_words, s->listed, all_listed & ~listed);
    int64_t against = 2 * (w->unmatched_query * left + w->unmatched_listed * right +
                           w->contradiction * shorter(core_weight_of(s->query_words, s->query, all_query & ~query),
                                                      core_weight_of(s->listed_words, s->listed, all_listed & ~listed)));
    if (against || near < 1000 * mass)
        against += INT64_C(1000) * w->thin;
    int64_t raw = near * MILLION / (1000 * mass + against);
    int missing = core_of(s->query_words, s->query, all_query & ~query) +
                  core_of(s->listed_words, s->listed, all_listed & ~listed);
    if (core < 2 && (missing || near < 1000 * mass)) {
        raw = raw * w->lone / 1000;
        if (missing && heaviest_core < 2 * w->common && raw > w->lone_common)
            raw = w->lone_common;
    }
    return (int32_t)raw;
}

/* ------------------------------------------------------------------ screening */

/* A unit of the list that a unit of the query is like. */
typedef struct {
    int32_t unit;
    int32_t next;  /* of the same unit of the list, or -1 */
    int32_t value; /* what a pair of them may bring, scaled */
    int32_t alone; /* the same where the name has no other pair, or NEVER_ALONE */
    int16_t similarity;
    int16_t of; /* unit of the query */
} Link;

/* A word of the query, or two neighbours run together. */
typedef struct {
    int64_t posts; /* rows that it leads to, at most */
    uint32_t taken;
    int32_t mass;
    int64_t first, end; /* its links */
    int64_t most, most_apart; /* what it may bring, with and without the mass on the other side */
} Unit;

#define SAME_TEXT 16

typedef struct {
    Sides sides;
    Unit units[UNITS];
    int count;
    int order[UNITS]; /* of the units, by what they may bring apart */
    Link *links;
    int64_t chained, room;
    int64_t t, alone; /* the threshold, and what a score must be that rests on one word */
    int64_t mass, by_initial[WORDS], own_initials;
    int has_initials, has_joins, has_idle, core; /* idle: a link that brings nothing */
} Plan;

static int64_t scaled(int64_t value) { return (value + ((1 << 20) - 1)) >> 20; }

/* What a pair may add to the balance at threshold t (millionths): the score reaches t only if the
 * sum over its pairs reaches 2 t (A query mass + B listed mass). */
static int64_t brings(const Numbers *w, int64_t t, int closeness, int64_t query, int64_t listed) {
    return (INT64_C(1000000) * closeness - 1000 * t) * (query + listed) +
           2 * t * (w->unmatched_query * query + w->unmatched_listed * listed);
}

static int64_t brings_initial(const Numbers *w, int64_t t, int64_t query, int64_t listed) {
    int64_t mass = (query + listed) * w->initial_share / 1000;
    int64_t most = INT64_C(1000000) * w->initial_closeness - 1000 * t;
    return (most > 0 ? most * mass : 0) + 2 * t * (w->unmatched_query * query + w->unmatched_listed * listed);
}

/* What all pairs together must bring. */
static int64_t needs(const Numbers *w, int64_t t, int64_t query, int64_t listed) {
    return 2 * t * (w->unmatched_query * query + w->unmatched_listed * listed);
}

static int is_joinable(const Words *q, int32_t a, int32_t b) {
    int length = length_of(q->text_at, a) + length_of(q->text_at, b);
    return is_fuzzy(q->kind[a]) && is_fuzzy(q->kind[b]) && length > 4 && length <= LETTERS;
}

/* Words of the list that are the two words run together. */
static int joined(const List *list, const Words *q, int32_t a, int32_t b, int32_t *unit) {
    uint8_t text[LETTERS];
    int first = length_of(q->text_at, a), n = first + length_of(q->text_at, b), count = 0;
    memcpy(text, q->text + q->text_at[a], (size_t)first);
    memcpy(text + first, q->text + q->text_at[b], (size_t)(n - first));
    const Table *t = &list->by_letters;
    uint64_t h = hash_without(text, shorter(n, PREFIX), -1, -1);
    int32_t last = -1;
    for (uint32_t x = t->at[h >> t->shift]; x < t->at[(h >> t->shift) + 1]; x++) {
        int32_t u = t->id[x];
        if (t->rest[x] != (uint32_t)h || u == last || length_of(list->words.text_at, u) != n ||
            !is_fuzzy(list->words.kind[u]) || memcmp(text, list->words.text + list->words.text_at[u], (size_t)n))
            continue;
        last = u;
        if (count < SAME_TEXT)
            unit[count++] = u;
    }
    return count;
}

/* Chain a unit of the query to the units of the list that it is like. */
static void link_unit(const List *list, const Numbers *w, const int32_t *like, const int16_t *similarity,
                      int64_t count, int is_join, const Scratch *s, Plan *p) {
    Unit *unit = &p->units[p->count];
    unit->first = p->chained;
    unit->most = unit->most_apart = unit->posts = 0;
    for (int64_t x = 0; x < count && p->chained < p->room; x++) {
        int64_t other = list->mass[like[x]];
        int closeness = closeness_of(w, similarity[x]);
        int64_t v = brings(w, p->t, closeness, unit->mass, other);
        int64_t apart = v - 2 * p->t * w->unmatched_listed * other;
        p->has_joins |= like[x] >= list->words.count;
        int one = p->core > 1 && !is_join && like[x] < list->words.count;
        int64_t alone = one ? scaled(brings(w, p->alone, closeness, unit->mass, other)) : NEVER_ALONE;
        p->links[p->chained] = (Link){like[x], s->mark[like[x]], (int32_t)scaled(v), (int32_t)alone,
                                      similarity[x], (int16_t)p->count};
        s->mark[like[x]] = (int32_t)p->chained++;
        p->has_idle |= v <= 0;
        unit->posts += list->post_at[like[x] + 1] - list->post_at[like[x]];
        unit->most = v > unit->most ? v : unit->most;
        unit->most_apart = apart > unit->most_apart ? apart : unit->most_apart;
    }
    unit->end = p->chained;
    int k = p->count++;
    for (; k > 0 && p->units[p->order[k - 1]].most_apart < unit->most_apart; k--)
        p->order[k] = p->order[k - 1];
    p->order[k] = p->count - 1;
}

static void plan(const List *list, const Queries *q, int64_t row, const Numbers *w, const Scratch *s, Plan *p) {
    const Words *words = q->words;
    const int32_t *query = q->row_word + q->row_at[row];
    int n = shorter((int)(q->row_at[row + 1] - q->row_at[row]), WORDS);
    p->sides = (Sides){n, 0, query, 0, words, &list->words};
    p->count = p->has_initials = p->has_joins = p->has_idle = 0;
    p->mass = p->own_initials = p->chained = 0;
    p->core = core_of(words, query, (UINT32_C(1) << n) - 1);
    for (int i = 0; i < n; i++) {
        int32_t a = query[i];
        int64_t at = q->similar_at[a];
        p->units[p->count].taken = UINT32_C(1) << i;
        p->units[p->count].mass = words->weight[a];
        link_unit(list, w, q->similar_unit + at, q->similarity + at, q->similar_at[a + 1] - at, 0, s, p);
        p->mass += words->weight[a];
        p->by_initial[i] = scaled(brings_initial(w, p->t, words->weight[a], w->initial_weight));
        if (words->kind[a] == INITIAL) {
            p->has_initials = 1;
            p->own_initials += brings_initial(w, p->t, words->weight[a], w->heaviest);
        }
    }
    for (int i = 0; i + 1 < n; i++) {
        int32_t a = query[i], b = query[i + 1], unit[SAME_TEXT];
        int16_t similarity[SAME_TEXT];
        int count = is_joinable(words, a, b) ? joined(list, words, a, b, unit) : 0;
        for (int x = 0; x < count; x++)
            similarity[x] = (int16_t)w->join_similarity;
        p->units[p->count].taken = UINT32_C(3) << i;
        p->units[p->count].mass = words->weight[a] + words->weight[b];
        if (count)
            link_unit(list, w, unit, similarity, count, 1, s, p);
    }
}

/* Add what a unit may bring to every row that has a unit like it, and is light enough; with `known`
 * only to rows that were touched before. */
static int64_t touch(const List *list, const Plan *p, int number, int64_t part, int64_t heaviest, int known,
                     const Scratch *s, int64_t touched) {
    for (int64_t x = p->units[number].first; x < p->units[number].end; x++) {
        const Link *link = &p->links[x];
        int32_t value = link->value;
        if (value <= 0)
            continue;
        int64_t u = link->unit + part * list->units;
        for (int32_t z = list->post_at[u]; z < list->post_at[u + 1]; z++) {
            if (list->post_mass[z] > heaviest)
                break;
            State *state = &s->state[list->post[z]];
            if (state->unit < 0) {
                if (known)
                    continue;
                s->touched[touched++] = list->post[z];
                state->sum = state->best = value;
                state->alone = link->alone;
                state->unit = number;
            } else if (state->unit != number) {
                state->sum += value;
                state->best = value;
                state->alone = NEVER_ALONE;
                state->unit = number;
            } else {
                if (value > state->best) {
                    state->sum += value - state->best;
                    state->best = value;
                }
                if (link->alone > state->alone)
                    state->alone = link->alone;
            }
        }
    }
    return touched;
}

/* What initials of a row may bring, scaled. */
static int64_t by_initials(const Plan *p, int32_t letters) {
    int64_t sum = 0;
    const Words *words = p->sides.query_words;
    for (int i = 0; letters && i < p->sides.n; i++)
        if (letters >> (words->text[words->text_at[p->sides.query[i]]] & 31) & 1)
            sum += p->by_initial[i];
    return sum;
}

/* All rows that may reach the threshold; their number. */
static int64_t candidates(const List *list, const Numbers *w, const Plan *p, const Scratch *s) {
    int64_t need = needs(w, p->t, p->mass, 0), initials = 0, most = p->own_initials, apart = p->own_initials;
    for (int i = 0; i < p->sides.n; i++)
        initials += p->by_initial[i] << 20;
    for (int i = 0; i < p->count; i++) {
        most += p->units[i].most;
        apart += p->units[i].most_apart;
    }
    int64_t listed = needs(w, p->t, 0, 1);
    int64_t heaviest = listed ? (most - need) / listed : INT32_MAX;
    int64_t heaviest_initial = listed ? (most + initials - need) / listed : INT32_MAX;
    int64_t touched = 0, rest = 0;
    int open = 0;
    for (; open < p->count && most >= need && apart >= need; open++) {
        touched = touch(list, p, p->order[open], 0, heaviest, 0, s, touched);
        apart -= p->units[p->order[open]].most_apart;
    }
    int is_whole = 1;
    for (int i = open; i < p->count && most >= need; i++) {
        if (p->units[p->order[i]].posts <= WORTH * touched) {
            touch(list, p, p->order[i], 0, heaviest, 1, s, touched);
        } else {
            rest += scaled(p->units[p->order[i]].most);
            is_whole = 0;
        }
    }
    int64_t plain = touched;
    for (int i = 0; i < p->count && most + initials >= need; i++)
        touched = touch(list, p, i, 1, heaviest_initial, 0, s, touched);
    int64_t kept = 0, own = scaled(p->own_initials);
    int64_t need_alone = needs(w, p->alone, p->mass, 0), listed_alone = needs(w, p->alone, 0, 1);
    is_whole = is_whole && !p->has_idle && !p->has_initials;
    for (int64_t x = 0; x < touched; x++) {
        int32_t row = s->touched[x];
        int64_t sum = s->state[row].sum + own + (x < plain ? rest : by_initials(p, list->row_initials[row]));
        s->state[row].unit = -1;
        if (is_whole && x < plain &&
            s->state[row].alone < (need_alone + listed_alone * s->state[row].mass) >> 20)
            continue;
        if (sum >= (need + listed * s->state[row].mass) >> 20)
            s->touched[kept++] = row;
    }
    return kept;
}

static int is_initial_of(const Words *a, int32_t i, const Words *b, int32_t j) {
    return a->kind[i] == INITIAL && b->kind[j] == WORD && length_of(a->text_at, i) && length_of(b->text_at, j) &&
           a->text[a->text_at[i]] == b->text[b->text_at[j]];
}

/* Whether a row may reach the threshold, by all that its own words bring. */
static int may_reach(const List *list, const Numbers *w, const Plan *p, const int32_t *mark, int32_t row) {
    int32_t best[UNITS] = {0}, alone = 0, lonely = 0;
    uint32_t met = 0, units = 0;
    for (int32_t z = list->row_at[row]; z < list->row_at[row + 1]; z++) {
        int32_t join = p->has_joins ? list->row_join[z] : -1, word = list->row_word[z];
        if (mark[word] < 0 && (list->words.kind[word] == WORD || list->words.kind[word] == NUMBER))
            lonely += list->words.weight[word];
        for (int32_t x = mark[word]; x >= 0; x = p->links[x].next) {
            const Link *link = &p->links[x];
            met |= p->units[link->of].taken;
            units |= UINT32_C(1) << (link->of & 31);
            if (link->value > best[link->of])
                best[link->of] = link->value;
            if (link->alone > alone)
                alone = link->alone;
        }
        if (join < 0)
            continue;
        for (int32_t x = mark[list->words.count + join]; x >= 0; x = p->links[x].next) {
            const Link *link = &p->links[x];
            alone = NEVER_ALONE;
            met = UINT32_MAX;
            if (link->value > best[link->of])
                best[link->of] = link->value;
        }
    }
    int64_t sum = scaled(p->own_initials) + by_initials(p, list->row_initials[row]);
    for (int i = 0; i < p->count; i++)
        sum += best[i];
    int64_t need = needs(w, p->t, p->mass, list->row_mass[row]);
    if (sum < need >> 20)
        return 0;
    if (p->has_initials || list->row_initials[row])
        return 1;
    if (!(units & (units - 1)) && p->count < 32 && alone < needs(w, p->alone, p->mass, list->row_mass[row]) >> 20)
        return 0;
    /* Words that nothing is like on either side contradict each other, whatever is paired. */
    uint32_t missed = ((UINT32_C(1) << p->sides.n) - 1) & ~met;
    int64_t against = shorter(core_weight_of(p->sides.query_words, p->sides.query, missed), lonely);
    return sum >= (need + 2 * p->t * w->contradiction * against) >> 20;
}

static int gather(const List *list, const Numbers *w, const Plan *p, const int32_t *mark, int32_t row, int swapped,
                  Sides *sides, Pair *pairs) {
    int count = 0;
    *sides = p->sides;
    sides->listed = list->row_word + list->row_at[row];
    sides->m = shorter(length_of(list->row_at, row), WORDS);
    for (int j = 0; j < sides->m; j++) {
        uint32_t here = UINT32_C(1) << j;
        for (int32_t x = mark[sides->listed[j]]; x >= 0; x = p->links[x].next)
            pair(w, sides, p->links[x].similarity, p->units[p->links[x].of].taken, here, 0, swapped,
                 &pairs[count++]);
        int32_t join = p->has_joins ? list->row_join[list->row_at[row] + j] : -1;
        if (join >= 0 && j + 1 < sides->m)
            for (int32_t x = mark[list->words.count + join]; x >= 0; x = p->links[x].next)
                pair(w, sides, p->links[x].similarity, p->units[p->links[x].of].taken, 3 * here, 0, swapped,
                     &pairs[count++]);
        if (!p->has_initials && !list->row_initials[row])
            continue;
        for (int i = 0; i < sides->n; i++)
            if (is_initial_of(sides->query_words, sides->query[i], &list->words, sides->listed[j]) ||
                is_initial_of(&list->words, sides->listed[j], sides->query_words, sides->query[i]))
                pair(w, sides, 0, UINT32_C(1) << i, here, 1, swapped, &pairs[count++]);
    }
    return count;
}

/* Screen rows `from` to `to` of the queries and write every row of the list whose score is at least
 * t, in millionths. Returns the number of hits; *done is the first row that did not fit. */
int64_t cv_screen(const List *list, const Queries *q, int64_t from, int64_t to, const Numbers *w, int32_t swapped,
                  int64_t t, const Scratch *s, Link *links, int64_t link_room, Hit *hits, int64_t room,
                  int64_t *done) {
    Plan p;
    Sides sides;
    Pair pairs[PAIRS];
    int64_t count = 0;
    p.links = links;
    p.room = link_room;
    p.t = t;
    p.alone = (1000 * t + w->lone - 1) / w->lone;
    for (*done = from; *done < to; ++*done) {
        plan(list, q, *done, w, s, &p);
        int64_t kept = candidates(list, w, &p, s), before = count;
        int fits = 1;
        for (int64_t x = 0; x < kept && fits; x++) {
            int32_t row = s->touched[x], evidence;
            if (x + 8 < kept)
                __builtin_prefetch(&list->row_at[s->touched[x + 8]]);
            if (x + 4 < kept)
                __builtin_prefetch(&list->row_word[list->row_at[s->touched[x + 4]]]);
            if (!may_reach(list, w, &p, s->mark, row))
                continue;
            int found = gather(list, w, &p, s->mark, row, swapped, &sides, pairs);
            int32_t raw = settle(w, &sides, pairs, found, &evidence);
            if (raw < t)
                continue;
            fits = count < room;
            if (fits)
                hits[count++] = (Hit){(int32_t)*done, row, raw, evidence};
        }
        for (int64_t x = 0; x < p.chained; x++)
            s->mark[links[x].unit] = -1;
        if (!fits)
            return before;
    }
    return count;
}

/* The SHA-256 of the sources, given by whoever builds it. */
const char *cv_source(void) { return CV_SOURCE; }
