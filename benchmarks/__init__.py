"""Speed and quality harnesses against peers. Run from a checkout; the peers are the extra ``bench``."""
