package org.sanalpos.hub.sandbox.akbank;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** The members that a message must have and may have. Anything else is refused before the values are looked at. */
final class Shape {

    private static final Set<String> INTEGERS = Set.of(
            "currencyCode",
            "motoInd",
            "installCount",
            "frequencyInterval",
            "numberOfPayments",
            "recurringOrder",
            "batchNumber");
    private static final Set<String> NUMBERS = Set.of("ccbRewardAmount", "pcbRewardAmount", "xcbRewardAmount");

    private final Map<String, Member> members = new LinkedHashMap<>();

    /**
     * Reads a list of members, separated by blanks.
     *
     * @param members {@code name} or {@code section.name}; a question mark follows what may be left out
     */
    static Shape of(String members) {
        Shape shape = new Shape();
        for (String path : members.split(" ")) {
            int dot = path.indexOf('.');
            String section = dot < 0 ? "" : path.substring(0, dot);
            String name = path.substring(dot + 1);
            Member member = new Member(plain(section), !section.endsWith("?"), plain(name), !name.endsWith("?"));
            shape.members.put(member.path(), member);
        }
        return shape;
    }

    /**
     * Checks a message.
     *
     * @throws HttpRefusal if a member is unknown, missing or of another JSON type
     */
    void check(JsonNode message) throws HttpRefusal {
        for (Map.Entry<String, JsonNode> entry : message.properties()) {
            String name = entry.getKey();
            if (members.values().stream().anyMatch(member -> member.section.equals(name))) {
                checkSection(name, entry.getValue());
            } else {
                checkMember(name, entry.getValue());
            }
        }
        for (Member member : members.values()) {
            JsonNode parent = member.section.isEmpty() ? message : message.path(member.section);
            if (parent.isMissingNode() ? member.sectionRequired : member.required && !parent.has(member.name)) {
                throw HttpRefusal.badRequest(member.path() + " alanı zorunludur.");
            }
        }
    }

    private void checkSection(String section, JsonNode value) throws HttpRefusal {
        if (!value.isObject()) {
            throw HttpRefusal.badRequest(section + " alanının tipi hatalı.");
        }
        for (Map.Entry<String, JsonNode> entry : value.properties()) {
            checkMember(section + "." + entry.getKey(), entry.getValue());
        }
    }

    private void checkMember(String path, JsonNode value) throws HttpRefusal {
        Member member = members.get(path);
        if (member == null) {
            throw HttpRefusal.badRequest("Bilinmeyen alan.");
        }
        if (!fits(member.name, value)) {
            throw HttpRefusal.badRequest(path + " alanının tipi hatalı.");
        }
    }

    private static boolean fits(String name, JsonNode value) {
        if (INTEGERS.contains(name)) {
            return value.isIntegralNumber();
        }
        if (NUMBERS.contains(name)) {
            return value.isNumber();
        }
        return value.isString() || name.equals("amount") && value.isNumber();
    }

    private static String plain(String name) {
        return name.replace("?", "");
    }

    private record Member(String section, boolean sectionRequired, String name, boolean required) {
        String path() {
            return section.isEmpty() ? name : section + "." + name;
        }
    }
}
