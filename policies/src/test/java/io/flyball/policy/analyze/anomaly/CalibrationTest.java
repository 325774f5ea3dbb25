package io.flyball.policy.analyze.anomaly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class CalibrationTest {
    @Test
    void rarityIsTheShareOfOddnessesThatWereAtLeastAsLarge() {
        Calibration calibration = new Calibration(999);
        for (int i = 1; i <= 999; i++) {
            calibration.surprise(i, 0);
        }
        // 900 to 999 are at least as large: (100 + 1) / 1000.
        assertThat(calibration.surprise(900, 0)).isCloseTo(-Math.log10(0.101), within(1e-9));
    }

    @Test
    void beyondTheLargestItGoesOnWithTheMeanExcessOfTheTopTwenty() {
        Calibration calibration = new Calibration(999);
        for (int i = 1; i <= 999; i++) {
            calibration.surprise(i, 0);
        }
        // Edge 979, mean excess of 980 to 999 = 10.5; 1020 is two of them above the largest.
        assertThat(calibration.surprise(1020, 0)).isCloseTo(3 + 2 * Math.log10(Math.E), within(1e-6));
    }

    @Test
    void forgetsWhatIsOlderThanItsCapacity() {
        Calibration calibration = new Calibration(100);
        calibration.surprise(1e6, 0);
        for (int i = 0; i < 100; i++) {
            calibration.surprise(i, 0);
        }
        assertThat(calibration.size()).isEqualTo(100);
        assertThat(calibration.surprise(1e5, 0)).isEqualTo(6);
    }

    @Test
    void aThousandthIsExceededAboutOnceInAThousand() {
        Calibration calibration = new Calibration(2000);
        Random random = new Random(3);
        int rare = 0;
        for (int i = 0; i < 102_000; i++) {
            double surprise = calibration.surprise(Math.abs(random.nextGaussian()), 0);
            rare += i >= 2000 && surprise >= 3 ? 1 : 0;
        }
        assertThat(rare).isBetween(60, 140);
    }
}
