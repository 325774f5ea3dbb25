package io.flyball.server.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PolicyTextTest {
    @Test
    void readsYamlAndJsonToTheSameTree() {
        var yaml = PolicyText.parse("a: 1\nb: [x, 2.5]\n");
        assertThat(yaml.tree())
                .isEqualTo(PolicyText.parse("{\"a\": 1, \"b\": [\"x\", 2.5]}").tree());
        assertThat(yaml.tree()).contains(Map.of("a", 1, "b", List.of("x", 2.5)));
    }

    @Test
    void refusesAKeyThatComesTwice() {
        assertThat(PolicyText.parse("a: 1\na: 2\n").mistake())
                .hasValueSatisfying(text -> assertThat(text).contains("duplicate key"));
    }

    @Test
    void refusesATextThatGrowsWhenRead() {
        StringBuilder bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (int level = 1; level < 30; level++) {
            bomb.append("a" + level + ": &a" + level + " [");
            bomb.append(("*a" + (level - 1) + ", ").repeat(9)).append("x]\n");
        }
        assertThat(PolicyText.parse(bomb.toString()).tree()).isEmpty();
    }

    @Test
    void refusesEmptyBrokenHugeAndDeepTexts() {
        assertThat(PolicyText.parse("").mistake()).contains("must not be empty");
        assertThat(PolicyText.parse("a: [1").tree()).isEmpty();
        assertThat(PolicyText.parse("x".repeat(PolicyText.MOST_CHARACTERS + 1)).tree())
                .isEmpty();
        assertThat(PolicyText.parse("[".repeat(200_000)).tree()).isEmpty();
        assertThat(PolicyText.parse("a: 1\n---\nb: 2\n").tree()).isEmpty();
    }

    @Test
    void aTextThatCannotBeParsedIsOneProblem() {
        assertThat(PolicyText.read("a: [1").problems())
                .singleElement()
                .hasToString("policy = text: must be YAML or JSON: expected ',' or ']', but got <stream end> at line 1,"
                        + " column 6");
        assertThat(PolicyText.read("a: 1").policy()).isEmpty();
    }
}
