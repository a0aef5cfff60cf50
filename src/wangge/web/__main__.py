import sys

from wangge.web.cli import main

sys.exit(main())
