package io.flyball.server.http.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Names and times as people type them. */
class TextRulesTest {
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    @Test
    void countsEdits() {
        assertThat(NearMatches.edits("", "abc")).isEqualTo(3);
        assertThat(NearMatches.edits("kitten", "sitting")).isEqualTo(3);
        assertThat(NearMatches.edits("same", "same")).isZero();
    }

    @Test
    void proposesNamesNearBy() {
        Set<String> known = Set.of("shop", "shipping", "billing", "ab");
        assertThat(NearMatches.of("shp", known)).containsExactly("shop");
        assertThat(NearMatches.of("SHOP", known)).containsExactly("shop");
        assertThat(NearMatches.of("bill", known)).containsExactly("billing");
        assertThat(NearMatches.of("zz", known)).isEmpty();
        assertThat(NearMatches.of("s".repeat(5_000), known)).isEmpty();
    }

    @Test
    void readsTimes() {
        assertThat(Times.duration("250ms")).isEqualTo(Duration.ofMillis(250));
        assertThat(Times.duration("2h")).isEqualTo(Duration.ofHours(2));
        assertThat(Times.instant("now", NOON)).isEqualTo(NOON);
        assertThat(Times.instant("-15m", NOON)).isEqualTo(NOON.minusSeconds(900));
        assertThat(Times.instant("2026-11-23T11:00:00Z", NOON)).isEqualTo(NOON.minusSeconds(3_600));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0s", "-5s", "5", "s", "5 s", "1w", "9999999999s", "NaN"})
    void refusesWhatIsNoDuration(String text) {
        assertThatThrownBy(() -> Times.duration(text)).hasMessageContaining("must be a duration above zero");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-", "today", "-999999999d", "+1000000000-12-31T23:59:59Z", "1969-12-31T23:59:59Z"})
    void refusesWhatIsNoTime(String text) {
        assertThatThrownBy(() -> Times.instant(text, NOON)).hasMessageContaining("must be a time such as");
    }

    @Test
    void literalSegmentsWinOverVariables() {
        Endpoint.Handler nothing = call -> null;
        var router = new Router(List.of(
                Endpoint.get("/a/{x}", nothing), Endpoint.get("/a/stream", nothing), Endpoint.put("/a/{x}", nothing)));
        assertThat(router.match("GET", List.of("a", "stream")))
                .isInstanceOfSatisfying(
                        Router.Found.class,
                        found -> assertThat(found.endpoint().template()).isEqualTo("/a/stream"));
        assertThat(router.match("GET", List.of("a", "7")))
                .isInstanceOfSatisfying(
                        Router.Found.class,
                        found -> assertThat(found.variables()).containsEntry("x", "7"));
        assertThat(router.match("POST", List.of("a", "7"))).isEqualTo(new Router.WrongMethod(Set.of("GET", "PUT")));
        assertThat(router.match("GET", List.of("a", ""))).isEqualTo(new Router.NoSuchPath());
    }
}
