package org.sanalpos.hub.sandbox.garanti;

import java.util.Optional;
import org.sanalpos.hub.sandbox.Store;
import org.sanalpos.hub.sandbox.XmlMessage;

/**
 * Who asks, as the answer says it back.
 *
 * @param securityData what signs the answer; empty if the user is not known
 */
record Asker(
        String user,
        String userId,
        String terminalId,
        String merchantId,
        String ipAddress,
        String emailAddress,
        String groupId,
        String securityData) {

    static final Asker NOBODY = new Asker("", "", "", "", "", "", "", "");

    /** Reads who asks; the store is that of the terminal. */
    static Asker of(XmlMessage message, Optional<Store> store) {
        String user = message.text("Terminal/ProvUserID");
        String terminalId = message.text("Terminal/ID");
        return new Asker(
                user,
                message.text("Terminal/UserID"),
                terminalId,
                message.text("Terminal/MerchantID"),
                message.text("Customer/IPAddress"),
                message.text("Customer/EmailAddress"),
                message.text("Order/GroupID"),
                store.flatMap(found -> password(found, user))
                        .map(password -> Hashes.securityData(password, terminalId))
                        .orElse(""));
    }

    private static Optional<String> password(Store store, String user) {
        if (user.equals(store.credential("provisionUser"))) {
            return Optional.of(store.credential("provisionPassword"));
        }
        return user.equals(store.credential("refundUser"))
                ? Optional.of(store.credential("refundPassword"))
                : Optional.empty();
    }

    /** Names the user only. */
    @Override
    public String toString() {
        return user;
    }
}
