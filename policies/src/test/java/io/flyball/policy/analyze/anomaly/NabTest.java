package io.flyball.policy.analyze.anomaly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.flyball.policy.analyze.anomaly.NabScorer.Result;
import io.flyball.policy.analyze.anomaly.NabScorer.Series;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class NabTest {
    @Test
    void scorerGivesWhatTheBenchmarksOwnFormulaGivesOnAnExampleByHand() {
        double[] scores = new double[100];
        Arrays.fill(scores, 0.1);
        scores[5] = 1.0; // within the first 15 %: not counted
        scores[30] = 0.9; // false, far from any window: -0.11
        scores[42] = 0.8; // third of ten samples of the first window: (2 / (1 + e^-4) - 1) / 0.98661 = 0.97711
        scores[55] = 0.8; // false, 6 / 9 of a window later: 0.11 * (2 / (1 + e^3.3333) - 1) = -0.10242
        scores[90] = 0.7;
        List<Series> corpus = List.of(new Series(scores, List.of(new int[] {40, 49}, new int[] {70, 79})));

        assertThat(NabScorer.STANDARD.score(corpus).threshold()).isEqualTo(0.8);
        assertThat(NabScorer.STANDARD.score(corpus).score()).isCloseTo(44.1171, within(1e-4));
        assertThat(NabScorer.FEW_FALSE_ALARMS.score(corpus).score()).isCloseTo(38.8066, within(1e-4));
        assertThat(NabScorer.FEW_MISSES.score(corpus).score()).isCloseTo(46.0781, within(1e-4));
    }

    @Test
    void oneSettingScoresAtLeast57OnTheCorpus() {
        List<Series> corpus = scored(NabCorpus.read(), AnomalySettings.DEFAULTS);

        Result standard = NabScorer.STANDARD.score(corpus);
        Result fewFalseAlarms = NabScorer.FEW_FALSE_ALARMS.score(corpus);
        Result fewMisses = NabScorer.FEW_MISSES.score(corpus);

        System.out.printf(
                "NAB, %d files: standard %.2f, low FP %.2f, low FN %.2f%n",
                corpus.size(), standard.score(), fewFalseAlarms.score(), fewMisses.score());
        assertThat(standard.score()).isGreaterThanOrEqualTo(57);
        assertThat(fewFalseAlarms.score()).isGreaterThanOrEqualTo(50);
        assertThat(fewMisses.score()).isGreaterThanOrEqualTo(62);
    }

    @Test
    void smallSettingScoresAtLeast57AsWell() {
        List<Series> corpus = scored(NabCorpus.read(), AnomalySettings.SMALL);

        assertThat(NabScorer.STANDARD.score(corpus).score()).isGreaterThanOrEqualTo(57);
    }

    private static List<Series> scored(List<NabCorpus.File> files, AnomalySettings settings) {
        List<Series> corpus = new ArrayList<>();
        for (NabCorpus.File file : files) {
            corpus.add(file.scored(
                    AnomalyScan.of(settings, file.epochMillis(), file.values()).scores()));
        }
        return corpus;
    }
}
