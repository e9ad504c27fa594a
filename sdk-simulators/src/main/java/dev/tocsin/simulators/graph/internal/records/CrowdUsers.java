package dev.tocsin.simulators.graph.internal.records;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.simulators.graph.internal.wire.Json;
import java.text.Normalizer;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Many users of a tenant as a directory may hold them, the same every time. None is kept: each is made up when it is read,
 * from the tenant and its number. Some are guests, disabled, without a phone, or have one that is no phone. Immutable.
 */
public final class CrowdUsers {
    private static final List<String> FIRST = List.of(
            "Adele", "Alex", "Amélie", "Ben", "Björn", "Carla", "Chen", "Diego", "Elif", "Emma", "Farah", "Greta",
            "Hiro", "Ines", "Jonas", "Karim", "Lara", "Léon", "Megan", "Nadia", "Oskar", "Priya", "Quentin", "Rosa",
            "Søren", "Tomasz", "Uma", "Victor", "Wanda", "Yusuf", "Zoë");
    private static final List<String> LAST = List.of(
            "Vance",
            "Wilber",
            "Müller",
            "Okafor",
            "Nguyen",
            "O'Brien",
            "Rossi",
            "Schäfer",
            "Tanaka",
            "Ulrich",
            "Berg",
            "Costa",
            "Dubois",
            "Eriksen",
            "Fischer",
            "García",
            "Haddad",
            "Ivanova",
            "Jensen",
            "Kowalski",
            "Larsen",
            "Moreau",
            "Novak",
            "Olsen",
            "Petrov",
            "Quinn",
            "Reyes",
            "Smith",
            "Taylor",
            "Weber",
            "Young");
    private static final List<String> DEPARTMENTS =
            List.of("Sales", "Finance", "IT", "Operations", "Legal", "Marketing", "Human Resources", "Support");
    private static final List<String> TITLES =
            List.of("Manager", "Engineer", "Analyst", "Assistant", "Director", "Technician", "Consultant", "Clerk");
    private static final List<String> OFFICES = List.of("12/1110", "Building 3", "Main office", "Remote", "20/2109");
    /** What people write where a number belongs. */
    private static final List<String> NO_PHONES = List.of("see intranet", "ext. 4412", "-", "ask reception");

    private static final Pattern NUMBERED = Pattern.compile("[a-z'.]+\\.(\\d{1,7})(?:_mail\\.example#ext#)?@.+");
    /** Odd, so that multiplying by it can be undone; ids then do not tell the order. */
    private static final int FACTOR = 0x9E3779B1;

    private static final int INVERSE = inverse(FACTOR);
    private static final Instant FOUNDED = Instant.parse("2019-03-04T08:00:00Z");

    private final long seed;
    private final String domain;
    private final String country;
    private final int count;

    /**
     * @param tenantId the tenant, from which all is drawn
     * @param domain the domain of the user names
     * @param country the country as two capitals; US, GB and DE have numbers of their own, others get those of US
     * @param count how many there are
     */
    public CrowdUsers(String tenantId, String domain, String country, int count) {
        seed = UUID.nameUUIDFromBytes(tenantId.getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .getMostSignificantBits();
        this.domain = domain;
        this.country = country;
        this.count = count;
    }

    /** How many there are. */
    public int count() {
        return count;
    }

    /** The id of a user. */
    public String id(int slot) {
        long high = (seed & ~0xF000L) | 0x4000L;
        long low = (mix(seed + slot) << 32 | (slot * FACTOR & 0xFFFF_FFFFL)) & 0x3FFF_FFFF_FFFF_FFFFL;
        return new UUID(high, low | 0x8000_0000_0000_0000L).toString();
    }

    /** Whose id or user name, in small letters, this is; empty if nobody's. */
    public OptionalInt find(String idOrName) {
        int slot = -1;
        Matcher numbered = NUMBERED.matcher(idOrName);
        if (numbered.matches()) {
            slot = Integer.parseInt(numbered.group(1)) - 1;
        } else if (idOrName.length() == 36) {
            try {
                slot = (int) UUID.fromString(idOrName).getLeastSignificantBits() * INVERSE;
            } catch (IllegalArgumentException noId) {
                return OptionalInt.empty();
            }
        }
        if (slot < 0 || slot >= count) {
            return OptionalInt.empty();
        }
        boolean same = id(slot).equals(idOrName)
                || new Draw(slot).userName().toLowerCase(Locale.ROOT).equals(idOrName);
        return same ? OptionalInt.of(slot) : OptionalInt.empty();
    }

    /** A user as the directory holds it. */
    public ObjectNode read(int slot) {
        return new Draw(slot).user();
    }

    /** The number with which a user signs in, in the form of {@code phoneMethods}; empty if there is none. */
    public String signInPhone(int slot) {
        Draw draw = new Draw(slot);
        return draw.below(4, 100) < 60 ? draw.international(12) : "";
    }

    private static int inverse(int odd) {
        int inverse = odd;
        for (int i = 0; i < 5; i++) {
            inverse *= 2 - odd * inverse;
        }
        return inverse;
    }

    private static long mix(long value) {
        long z = value * 0x9E3779B97F4A7C15L;
        z = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
        z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
        return z ^ z >>> 31;
    }

    /** The draws for one user: the n-th is always the same. */
    private final class Draw {
        private final int slot;

        Draw(int slot) {
            this.slot = slot;
        }

        int below(int n, int bound) {
            return (int) Long.remainderUnsigned(mix(seed ^ mix(slot * 64L + n)), bound);
        }

        <T> T pick(int n, List<T> list) {
            return list.get(below(n, list.size()));
        }

        boolean isGuest() {
            return below(3, 100) < 3;
        }

        String first() {
            return pick(0, FIRST);
        }

        String last() {
            return pick(1, LAST);
        }

        String mailbox() {
            String plain = Normalizer.normalize(first() + "." + last(), Normalizer.Form.NFD)
                    .replaceAll("\\p{M}", "")
                    .replace("ø", "o")
                    .replace("'", "");
            return plain.toLowerCase(Locale.ROOT) + "." + (slot + 1);
        }

        String userName() {
            return mailbox() + (isGuest() ? "_mail.example#EXT#@" : "@") + domain;
        }

        ObjectNode user() {
            String mail = isGuest() ? mailbox() + "@mail.example" : mailbox() + "@" + domain;
            ObjectNode user = Json.object()
                    .put("id", id(slot))
                    .put("accountEnabled", below(5, 100) >= 4)
                    .put("displayName", first() + " " + last())
                    .put("givenName", first())
                    .put("surname", last())
                    .put("userPrincipalName", userName())
                    .put("mailNickname", mailbox())
                    .put("userType", isGuest() ? "Guest" : "Member")
                    .put("jobTitle", pick(6, TITLES))
                    .put("department", pick(7, DEPARTMENTS))
                    .put("officeLocation", pick(8, OFFICES))
                    .put("preferredLanguage", country.equals("DE") ? "de-DE" : "en-US")
                    .put("usageLocation", country)
                    .put("country", country)
                    .put("createdDateTime", FOUNDED.plusSeconds(3_600L * slot).toString());
            if (below(9, 100) < 95) {
                user.put("mail", mail);
                user.putArray("proxyAddresses").add("SMTP:" + mail);
            }
            if (below(10, 100) < 72) {
                user.put("mobilePhone", written(11, 12));
            }
            if (below(13, 100) < 55) {
                user.putArray("businessPhones").add(written(14, 15));
            }
            return user;
        }

        /** A number as people write it: free-form text (api-reference, resources/user). */
        String written(int form, int digits) {
            int draw = below(form, 100);
            if (draw < 2) {
                return pick(digits, NO_PHONES);
            }
            String number = draw < 55 ? international(digits) : national(digits);
            return draw < 75 ? number : number.replace(' ', draw < 88 ? '-' : '.');
        }

        String international(int n) {
            return switch (country) {
                case "DE" -> "+49 1512 " + padded(n, 7);
                case "GB" -> "+44 7700 900" + padded(n, 3);
                default -> "+1 425555" + padded(n, 4);
            };
        }

        private String national(int n) {
            return switch (country) {
                case "DE" -> "01512 " + padded(n, 7);
                case "GB" -> "07700 900" + padded(n, 3);
                default -> "(425) 555-" + padded(n, 4);
            };
        }

        private String padded(int n, int width) {
            int bound = (int) Math.pow(10, width);
            return String.format(Locale.ROOT, "%0" + width + "d", below(n, bound));
        }
    }
}
