package io.flyball.simulator.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SentReportsTest {
    private final Tally tally = new Tally();
    private final SentReports reports = new SentReports(tally);

    @BeforeEach
    void time() {
        tally.timing = true;
    }

    @Test
    void whatComesBeforeTheTimedLoadIsCountedAndNotTimed() {
        tally.timing = false;
        reports.sent(1, 100, 0);
        reports.acknowledged(1, 5_000_000);
        assertThat(tally.acknowledged.sum()).isEqualTo(1);
        assertThat(tally.reportToAck.count()).isZero();
    }

    @Test
    void oneAcknowledgementStandsForAllReportsUpToIt() {
        reports.sent(1, 100, 0);
        reports.sent(2, 200, 0);
        reports.sent(3, 300, 0);
        reports.acknowledged(2, 5_000_000);
        assertThat(tally.acknowledged.sum()).isEqualTo(2);
        assertThat(reports.stored()).containsExactly(100L, 200L);
        assertThat(tally.reportToAck.max()).isBetween(4.9, 5.1);
    }

    @Test
    void aReportThatIsSentAgainCountsOnceAndFromItsFirstSending() {
        reports.sent(1, 100, 0);
        reports.sent(1, 100, 4_000_000);
        reports.acknowledged(1, 5_000_000);
        assertThat(tally.sent.sum()).isEqualTo(2);
        assertThat(tally.resent.sum()).isEqualTo(1);
        assertThat(tally.acknowledged.sum()).isEqualTo(1);
        assertThat(tally.reportToAck.max()).isBetween(4.9, 5.1);
    }

    @Test
    void aSecondAcknowledgementIsCountedApart() {
        reports.sent(1, 100, 0);
        reports.acknowledged(1, 1);
        reports.acknowledged(1, 2);
        assertThat(tally.acknowledged.sum()).isEqualTo(1);
        assertThat(tally.acknowledgedAgain.sum()).isEqualTo(1);
    }

    @Test
    void keepsTheTicksOfTheLastOnesOnly() {
        for (int i = 1; i <= 2 * SentReports.KEPT; i++) {
            reports.sent(i, i, 0);
        }
        reports.acknowledged(2 * SentReports.KEPT, 0);
        assertThat(reports.stored()).hasSize(SentReports.KEPT).endsWith(2L * SentReports.KEPT);
    }
}
