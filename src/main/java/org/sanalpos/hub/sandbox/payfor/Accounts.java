package org.sanalpos.hub.sandbox.payfor;

import org.sanalpos.hub.sandbox.SandboxBank;
import org.sanalpos.hub.sandbox.SandboxStores;
import org.sanalpos.hub.sandbox.Store;

/** Finds the store that a request or a form names by its institution, merchant number and user. */
final class Accounts {

    private final SandboxStores stores;

    Accounts(SandboxStores stores) {
        this.stores = stores;
    }

    /** Checks that none of the three is empty. */
    static void checkNamed(String mbrId, String merchantId, String userCode) {
        if (mbrId.isEmpty()) {
            throw GateError.INSTITUTION_MISSING.refusal();
        }
        if (merchantId.isEmpty()) {
            throw GateError.MERCHANT_MISSING.refusal();
        }
        checkNamed(userCode);
    }

    static void checkNamed(String userCode) {
        if (userCode.isEmpty()) {
            throw GateError.USER_MISSING.refusal();
        }
    }

    /** Finds the store of all three. */
    Store store(SandboxBank bank, String mbrId, String merchantId, String userCode) {
        Store store =
                stores.find(bank.code(), "merchantId", merchantId).orElseThrow(GateError.MERCHANT_UNKNOWN::refusal);
        if (!store.credential("mbrId").equals(mbrId)) {
            throw GateError.INSTITUTION_WRONG.refusal();
        }
        if (!store.equals(store(bank, userCode))) {
            throw GateError.USER_OF_ANOTHER_STORE.refusal();
        }
        return store;
    }

    /** Finds the store of a user. */
    Store store(SandboxBank bank, String userCode) {
        return stores.find(bank.code(), "userCode", userCode).orElseThrow(GateError.USER_UNKNOWN::refusal);
    }
}
