"""Put back on a scrapy-redis queue what was found, has no outcome and is not queued: what killed workers had in hand.

    python deploy/scrapy-redis/reconcile.py dutenews redis://127.0.0.1:6379

Run it when no worker runs: what a living one has in hand has no outcome either, and would be fetched twice.
"""

from __future__ import annotations

import argparse
import json
import sys

import redis

#: One step that no other client gets into.
_RECONCILE = """
local queued = {}
for _, entry in ipairs(redis.call('lrange', KEYS[3], 0, -1)) do queued[cjson.decode(entry).url] = true end
local back = 0
for _, url in ipairs(redis.call('hkeys', KEYS[1])) do
  if not queued[url] and redis.call('sismember', KEYS[2], url) == 0 then
    local depth = tonumber(redis.call('hget', KEYS[1], url))
    redis.call('rpush', KEYS[3], cjson.encode({url = url, depth = depth}))
    back = back + 1
  end
end
return back
"""


def reconcile(server: redis.Redis, name: str) -> int:
    """Put back what has no outcome. Returns how many addresses. Raises redis.RedisError."""
    return int(server.eval(_RECONCILE, 3, f"{name}:found", f"{name}:done", f"{name}:queue"))


def main() -> int:
    """The command. Returns the exit status: 0 done, 1 Redis does not answer."""
    parser = argparse.ArgumentParser(description="Put back on a scrapy-redis queue what killed workers had in hand.")
    parser.add_argument("name", help="the name in the seed")
    parser.add_argument("address", help="of Redis, as redis://127.0.0.1:6379")
    args = parser.parse_args()
    try:
        back = reconcile(redis.Redis.from_url(args.address), args.name)
    except (redis.RedisError, ValueError) as error:
        print(f"{args.address}: {error}", file=sys.stderr)
        return 1
    print(json.dumps({"put back": back}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
