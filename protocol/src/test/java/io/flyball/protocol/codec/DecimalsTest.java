package io.flyball.protocol.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class DecimalsTest {
    @Test
    void packsFewDigitsIntoSmallNumbers() {
        assertThat(Decimals.pack(0)).isZero();
        assertThat(Decimals.pack(412.5)).isEqualTo(4125L * 2 << 4 | 1);
        assertThat(Decimals.pack(-0.43)).isEqualTo((43L * 2 - 1) << 4 | 2);
        assertThat(Decimals.pack(523_763_712)).isEqualTo(523_763_712L * 2 << 4);
    }

    @Test
    void leavesRawWhatDigitsCannotSay() {
        for (double value :
                new double[] {-0.0, Double.NaN, Double.POSITIVE_INFINITY, 0.1 + 0.2, 1e-10, 1e300, 0x1p51}) {
            assertThat(Decimals.pack(value)).as("%s", value).isEqualTo(Decimals.RAW);
        }
    }

    @Test
    void unpacksTheSameBits() {
        SplittableRandom random = new SplittableRandom(7);
        int packed = 0;
        for (int i = 0; i < 200_000; i++) {
            double value = (random.nextLong() >> random.nextInt(64)) / Math.pow(10, random.nextInt(11));
            long number = Decimals.pack(value);
            if (number != Decimals.RAW) {
                packed++;
                assertThat(Decimals.isPacked(number)).isTrue();
                assertThat(Double.doubleToRawLongBits(Decimals.unpack(number)))
                        .isEqualTo(Double.doubleToRawLongBits(value));
            }
        }
        assertThat(packed).isGreaterThan(100_000);
    }
}
