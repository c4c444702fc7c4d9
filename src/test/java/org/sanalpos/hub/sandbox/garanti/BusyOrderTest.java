package org.sanalpos.hub.sandbox.garanti;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.sanalpos.hub.sandbox.Order;
import org.sanalpos.hub.sandbox.Sandbox;
import org.sanalpos.hub.sandbox.SandboxBanks;
import org.sanalpos.hub.sandbox.SandboxTest;

@SandboxTest
class BusyOrderTest {

    private final Sandbox sandbox;
    private final SandboxBanks banks;

    BusyOrderTest(Sandbox sandbox) {
        this.sandbox = sandbox;
        banks = sandbox.banks();
    }

    @Test
    void whileARequestChangesAnOrderOthersAreRefusedAndQueriesAnswered() {
        Shop shop = Shop.demo(sandbox);
        String orderId = Shop.newOrderId();
        shop.paid(shop.sale(orderId, "1000"));
        Order order = banks.find("garanti").orElseThrow().open("3000123", orderId);

        boolean done = order.alone(() -> {
                    for (Message message : new Message[] {
                        shop.sale(orderId, "1000"),
                        shop.capture(orderId, "1000"),
                        shop.voidOf(orderId),
                        shop.refund(orderId, "1000")
                    }) {
                        assertThat(shop.send(message).outcome()).isEqualTo("92/0770");
                    }
                    return shop.status(orderId).outcome().equals("00");
                })
                .orElseThrow();

        assertThat(done).isTrue();
        assertThat(shop.send(shop.voidOf(orderId)).outcome()).isEqualTo("00");
    }

    @Test
    void whileARequestChangesAnOrderTheGateChargesNothingAndACompletionCanBeSentAgain() {
        Shop shop = Shop.demo(sandbox);
        String orderId = Shop.newOrderId();
        GateRequest charged = shop.secured("3D_PAY", orderId, "1000");
        GateRequest authenticated = shop.secured("3D", orderId, "1000");
        Message completion = shop.completion(authenticated.checked(authenticated.end("success")));
        Order order = banks.find("garanti").orElseThrow().open("3000123", orderId);

        boolean done = order.alone(() -> {
                    assertThat(charged.checked(charged.end("success")))
                            .containsEntry("mdstatus", "1")
                            .containsEntry("procreturncode", "92")
                            .containsEntry("errmsg", "ErrorId: 0770");
                    return shop.send(completion).outcome().equals("92/0770");
                })
                .orElseThrow();

        assertThat(done).isTrue();
        shop.paid(completion);
    }
}
