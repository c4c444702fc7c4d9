package org.sanalpos.hub.sandbox.posnet;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.sanalpos.hub.sandbox.Amounts;
import org.sanalpos.hub.sandbox.SandboxBank;
import org.sanalpos.hub.sandbox.TestCards;
import org.sanalpos.hub.sandbox.acs.Authentication;
import org.sanalpos.hub.sandbox.acs.CardOnPage;
import org.sanalpos.hub.sandbox.acs.Challenge;
import org.sanalpos.hub.sandbox.acs.Challenges;
import org.sanalpos.hub.sandbox.acs.Landing;
import org.sanalpos.hub.sandbox.acs.WebAddress;

/**
 * The bank's page for 3-D Secure: takes the packets of an announced order from the browser and sends the browser back with packets of
 * what became of it. The way back is the same for success and failure and says neither.
 */
final class Gate {

    private static final Set<String> REQUIRED =
            Set.of("mid", "posnetID", "posnetData", "posnetData2", "digest", "merchantReturnURL", "lang", "url");
    private static final Map<String, String> OPTIONAL =
            Map.of("vftCode", "", "useJokerVadaa", "1", "openANewWindow", "0");
    private static final int URL_LENGTH = 255;
    private static final int PACKET_BYTES = 200;
    private static final int MERCHANT_PACKET_BYTES = 104;

    private final Packets<SecureOrder> announced;
    private final Packets<SecureReturn> returned;
    private final Challenges challenges;

    /** The gate cannot go on, and shows a page from which no way leads back to the store. */
    static final class Closed extends Exception {

        private static final long serialVersionUID = 1L;

        Closed(String why) {
            super(why, null, false, false);
        }
    }

    Gate(Packets<SecureOrder> announced, Packets<SecureReturn> returned, Challenges challenges) {
        this.announced = announced;
        this.returned = returned;
        this.challenges = challenges;
    }

    /** Returns where the browser goes from here: to the issuer or, with a card that has none, back to the store. */
    Landing enter(SandboxBank bank, Map<String, List<String>> form) throws Closed {
        Map<String, String> fields = fields(form);
        SecureOrder order = announced
                .open(new Packets.Sealed(fields.get("posnetData"), fields.get("posnetData2"), fields.get("digest")))
                .filter(found -> found.bank() == bank)
                .orElseThrow(() -> new Closed("digest"));
        if (!order.store().credential("merchantId").equals(fields.get("mid"))) {
            throw new Closed("mid");
        }
        if (!order.store().credential("posnetId").equals(fields.get("posnetID"))) {
            throw new Closed("posnetID");
        }
        bank.countRequest(order.id());
        String url = fields.get("merchantReturnURL");
        CardOnPage card = order.card();
        if (card != null && Cards.fault(card, bank.localNow()) != null) {
            return back(order, card, Authentication.TIMED_OUT, url);
        }
        Challenge challenge = new Challenge(
                bank.code(),
                order.store().credential("merchantId"),
                Amounts.plain(order.charge().amount()) + " " + order.charge().currency(),
                card == null ? null : TestCards.card(card.pan()).maskedPan(),
                (how, typed) -> back(order, card == null ? typed : card, how, url));
        return Landing.post(challenges.begin(challenge), Map.of());
    }

    private Landing back(SecureOrder order, CardOnPage card, Authentication how, String url) {
        SecureReturn back = SecureReturn.of(order, card, how);
        Packets.Sealed sealed = returned.seal(back, PACKET_BYTES, MERCHANT_PACKET_BYTES);
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("MerchantPacket", sealed.second());
        fields.put("BankPacket", sealed.first());
        fields.put("Sign", sealed.sign());
        fields.put("CCPrefix", back.cardPrefix());
        fields.put("TranType", order.type());
        fields.put("Amount", order.amount());
        fields.put("Xid", order.xid());
        fields.put("MerchantId", order.store().credential("merchantId"));
        return Landing.post(url, fields);
    }

    private static Map<String, String> fields(Map<String, List<String>> form) throws Closed {
        Map<String, String> fields = new LinkedHashMap<>();
        for (Map.Entry<String, List<String>> field : form.entrySet()) {
            String name = field.getKey();
            String value = field.getValue().get(0);
            boolean known = REQUIRED.contains(name)
                    || OPTIONAL.containsKey(name) && OPTIONAL.get(name).equals(value);
            if (!known || field.getValue().size() > 1) {
                throw new Closed(name);
            }
            fields.put(name, value);
        }
        for (String name : REQUIRED) {
            if (!fields.containsKey(name)) {
                throw new Closed(name);
            }
        }
        if (!fields.get("lang").matches("tr|en")) {
            throw new Closed("lang");
        }
        // without this address the bank would use that of its own screens, where no store of the sandbox has one
        if (!WebAddress.valid(fields.get("merchantReturnURL"), URL_LENGTH)) {
            throw new Closed("merchantReturnURL");
        }
        return fields;
    }
}
