package org.sanalpos.hub.audit;

/**
 * Who did something.
 *
 * @param type whether an operator's key, a company's key or the hub itself
 * @param keyId id of the API key, never the key; null for the hub itself
 * @param company code of the company that the key belongs to, or null
 * @param address the remote address that the request came from, or null where there was none
 */
public record Actor(Type type, String keyId, String company, String address) {
    /** What the hub does by itself, asked by nobody. */
    public static final Actor HUB = new Actor(Type.HUB, null, null, null);

    private static final int LONGEST_ADDRESS = 64;

    /** The kinds of actors. */
    public enum Type {
        OPERATOR("operator"),
        COMPANY("company"),
        HUB("hub");

        private final String code;

        Type(String code) {
            this.code = code;
        }

        public String code() {
            return code;
        }

        static Type of(String code) {
            return Codes.of(values(), Type::code, code);
        }
    }

    public Actor {
        if (address != null && address.length() > LONGEST_ADDRESS) {
            address = address.substring(0, LONGEST_ADDRESS);
        }
    }

    /**
     * The owner of an API key.
     *
     * @param company null for an operator's key
     */
    public static Actor key(String keyId, String company, String address) {
        return new Actor(company == null ? Type.OPERATOR : Type.COMPANY, keyId, company, address);
    }

    public boolean operator() {
        return type == Type.OPERATOR;
    }
}
