package org.sanalpos.hub.intake.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class WaitingRequestsTest {
    private final WaitingRequests waiting = new WaitingRequests(600);

    @Test
    void whoeverSendsWithoutEndLeavesAsMuchAsHeHas() {
        fill(List.of("ACME"));
        assertThat(waiting.of("ACME")).isEqualTo(300);

        fill(List.of("ACME", "BETA"));
        assertThat(waiting.of("BETA")).isEqualTo(150);
        assertThat(waiting.take("CESUR", 10)).isTrue();
    }

    @Test
    void sendersWhoBeginTogetherGetTheSameAndLeaveTheSame() {
        fill(List.of("ACME", "BETA"));

        assertThat(waiting.of("ACME")).isEqualTo(200);
        assertThat(waiting.of("BETA")).isEqualTo(200);
    }

    @Test
    void whatIsDoneMakesRoomForAll() {
        fill(List.of("ACME"));
        assertThat(waiting.take("ACME", 10)).isFalse();

        waiting.giveBack("ACME", 10);

        assertThat(waiting.take("ACME", 10)).isTrue();
        waiting.giveBack("ACME", 1_000);
        waiting.giveBack("NOBODY", 1_000);
        assertThat(waiting.of("ACME")).isZero();
        fill(List.of("BETA"));
        assertThat(waiting.of("BETA")).isEqualTo(300);
    }

    @Test
    void whatWaitsSinceBeforeTheStartCountsThoughItIsMoreThanItsShare() {
        waiting.add("ACME", 500);

        assertThat(waiting.take("ACME", 10)).isFalse();
        fill(List.of("BETA"));
        assertThat(waiting.of("BETA")).isEqualTo(50);
    }

    private void fill(List<String> senders) {
        boolean more = true;
        while (more) {
            more = false;
            for (String sender : senders) {
                more |= waiting.take(sender, 10);
            }
        }
    }
}
